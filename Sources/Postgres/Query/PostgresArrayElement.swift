/// A type whose arrays Postgres knows as well, such as `text` and `text[]`.
public protocol PostgresArrayElement: PostgresArrayMember, PostgresEncodable, PostgresDecodable {
    /// The type of an array of these.
    static var postgresArrayType: PostgresType { get }

    /// Appends an array of elements that may be missing; `nil` becomes NULL.
    ///
    /// A requirement, though one body does for all: so that each type has code of its own, made for it. Arrays of tens of
    /// thousands of values go through it when decisions are shipped.
    static func encode(optionals: [Self?], into bytes: inout [UInt8]) throws(PostgresError)
}

/// What can stand in an `Array` that is bound or decoded: an element, an element that may be missing, or a byte.
///
/// The protocol exists because `Array` can be made bindable only once, and `[UInt8]` is one value (`bytea`) while
/// `[Int64]` is many.
public protocol PostgresArrayMember: Sendable {
    /// The type of `[Self]`.
    static var postgresTypeOfArray: PostgresType { get }

    /// Appends `[Self]` in binary format.
    static func encode(array: [Self], into bytes: inout [UInt8]) throws(PostgresError)

    /// Reads `[Self]` from a cell.
    static func decodeArray(from cell: Cell) throws(PostgresError) -> [Self]
}

extension PostgresArrayElement {
    /// The type that ``postgresArrayType`` names.
    public static var postgresTypeOfArray: PostgresType { self.postgresArrayType }

    /// Appends the elements as an array of one dimension.
    public static func encode(array: [Self], into bytes: inout [UInt8]) throws(PostgresError) {
        try ArrayFormat.encode(array, type: Self.postgresType, into: &bytes)
    }

    /// Appends the elements as an array of one dimension; `nil` becomes NULL.
    public static func encode(optionals: [Self?], into bytes: inout [UInt8]) throws(PostgresError) {
        try ArrayFormat.encode(optionals, type: Self.postgresType, into: &bytes)
    }

    /// Reads an array of one dimension without NULLs.
    public static func decodeArray(from cell: Cell) throws(PostgresError) -> [Self] {
        try ArrayFormat.decode(cell)
    }
}

extension Optional: PostgresArrayMember where Wrapped: PostgresArrayElement {
    /// The array type of what is wrapped.
    public static var postgresTypeOfArray: PostgresType { Wrapped.postgresArrayType }

    /// Appends the elements; `nil` becomes NULL.
    public static func encode(array: [Wrapped?], into bytes: inout [UInt8]) throws(PostgresError) {
        try Wrapped.encode(optionals: array, into: &bytes)
    }

    /// Reads an array of one dimension; NULL becomes `nil`.
    public static func decodeArray(from cell: Cell) throws(PostgresError) -> [Wrapped?] {
        try ArrayFormat.decode(cell)
    }
}

extension UInt8: PostgresArrayMember {
    /// `bytea`
    public static var postgresTypeOfArray: PostgresType { .bytea }

    /// Appends the bytes as they are.
    public static func encode(array: [UInt8], into bytes: inout [UInt8]) throws(PostgresError) {
        bytes += array
    }

    /// Takes the bytes as they are.
    public static func decodeArray(from cell: Cell) throws(PostgresError) -> [UInt8] {
        guard cell.type == .bytea else { throw cell.mismatch(as: [UInt8].self) }
        return cell.bytes
    }
}

extension Array: PostgresEncodable where Element: PostgresArrayMember {
    /// `bytea` for bytes, else the array type of the elements.
    public static var postgresType: PostgresType { Element.postgresTypeOfArray }

    /// Appends the whole array.
    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        try Element.encode(array: self, into: &bytes)
    }
}

extension Array: PostgresDecodable where Element: PostgresArrayMember {
    /// Reads the whole array.
    public init(from cell: Cell) throws(PostgresError) {
        self = try Element.decodeArray(from: cell)
    }
}

extension Array: PostgresArrayMember where Element == UInt8 {}

extension Array: PostgresArrayElement where Element == UInt8 {
    /// `bytea[]`
    public static var postgresArrayType: PostgresType { .byteaArray }
}
