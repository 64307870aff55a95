extension Double: PostgresArrayElement {
    /// `double precision`
    public static var postgresType: PostgresType { .float8 }
    /// `double precision[]`
    public static var postgresArrayType: PostgresType { .float8Array }

    /// Appends the bits of IEEE 754.
    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        bytes.append(bigEndian: self.bitPattern)
    }

    /// Reads `double precision` or `real`.
    public init(from cell: Cell) throws(PostgresError) {
        let value: Double? =
            switch cell.type {
            case .float8: cell.integer(UInt64.self).map(Double.init(bitPattern:))
            case .float4: cell.integer(UInt32.self).map { Double(Float(bitPattern: $0)) }
            default: nil
            }
        guard let value else { throw cell.mismatch(as: Double.self) }
        self = value
    }
}
