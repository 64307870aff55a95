extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    /// The type of what is wrapped.
    public static var postgresType: PostgresType { Wrapped.postgresType }

    /// `nil`, or a wrapped value that is NULL itself.
    public var isPostgresNull: Bool { self?.isPostgresNull ?? true }

    /// Appends what is wrapped.
    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        try self?.encode(into: &bytes)
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    /// Reads NULL as `nil`.
    public init(from cell: Cell) throws(PostgresError) {
        self = cell.isNull ? nil : try Wrapped(from: cell)
    }
}
