extension PostgresEncodable where Self: FixedWidthInteger {
    /// Appends the integer as the network orders it.
    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        bytes.append(bigEndian: self)
    }
}

extension PostgresDecodable where Self: FixedWidthInteger {
    /// Reads `smallint`, `integer`, `bigint` or `oid`, if the value fits.
    public init(from cell: Cell) throws(PostgresError) {
        let value: Int64? =
            switch cell.type {
            case .int8: cell.integer(Int64.self)
            case .int4: cell.integer(Int32.self).map(Int64.init)
            case .int2: cell.integer(Int16.self).map(Int64.init)
            case .oid: cell.integer(UInt32.self).map(Int64.init)
            default: nil
            }
        guard let value, let exact = Self(exactly: value) else { throw cell.mismatch(as: Self.self) }
        self = exact
    }
}

extension Int16: PostgresArrayElement {
    /// `smallint`
    public static var postgresType: PostgresType { .int2 }
    /// `smallint[]`
    public static var postgresArrayType: PostgresType { .int2Array }
}

extension Int32: PostgresArrayElement {
    /// `integer`
    public static var postgresType: PostgresType { .int4 }
    /// `integer[]`
    public static var postgresArrayType: PostgresType { .int4Array }
}

extension Int64: PostgresArrayElement {
    /// `bigint`
    public static var postgresType: PostgresType { .int8 }
    /// `bigint[]`
    public static var postgresArrayType: PostgresType { .int8Array }
}

extension Int: PostgresArrayElement {
    /// `bigint`
    public static var postgresType: PostgresType { .int8 }
    /// `bigint[]`
    public static var postgresArrayType: PostgresType { .int8Array }

    /// Appends eight bytes, whatever the width of `Int`.
    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        bytes.append(bigEndian: Int64(self))
    }
}
