public import FoundationEssentials

extension UUID: PostgresArrayElement {
    /// `uuid`
    public static var postgresType: PostgresType { .uuid }
    /// `uuid[]`
    public static var postgresArrayType: PostgresType { .uuidArray }

    /// Appends the sixteen bytes.
    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        withUnsafeBytes(of: self.uuid) { bytes.append(contentsOf: $0) }
    }

    /// Reads `uuid`.
    public init(from cell: Cell) throws(PostgresError) {
        guard cell.type == .uuid, cell.count == MemoryLayout<uuid_t>.size else { throw cell.mismatch(as: UUID.self) }
        self.init(
            uuid: cell.withBytes { UnsafeRawBufferPointer($0).loadUnaligned(as: uuid_t.self) }
        )
    }
}
