extension Bool: PostgresArrayElement {
    /// `boolean`
    public static var postgresType: PostgresType { .bool }
    /// `boolean[]`
    public static var postgresArrayType: PostgresType { .boolArray }

    /// Appends one byte, 0 or 1.
    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        bytes.append(self ? 1 : 0)
    }

    /// Reads `boolean`.
    public init(from cell: Cell) throws(PostgresError) {
        guard cell.type == .bool, let byte = cell.integer(UInt8.self) else { throw cell.mismatch(as: Bool.self) }
        self = byte != 0
    }
}
