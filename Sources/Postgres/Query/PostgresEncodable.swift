/// A value that a ``Query`` can bind.
///
/// It says its type itself, so that the server never guesses one, and it travels in that type's binary format.
public protocol PostgresEncodable: Sendable {
    /// The type that the server is told.
    static var postgresType: PostgresType { get }

    /// Whether the value is SQL's NULL; ``encode(into:)`` is then not called.
    var isPostgresNull: Bool { get }

    /// Appends the value in the binary format of its type.
    ///
    /// - Throws: ``PostgresError/Kind/invalidParameter`` for a value that the type cannot hold.
    func encode(into bytes: inout [UInt8]) throws(PostgresError)
}

extension PostgresEncodable {
    /// Values are there unless they say otherwise.
    public var isPostgresNull: Bool { false }
}

extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
    /// The raw value's type.
    public static var postgresType: PostgresType { RawValue.postgresType }

    /// Appends the raw value.
    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        try self.rawValue.encode(into: &bytes)
    }
}
