import CPostgres

/// A query's values as libpq takes them.
struct QueryArguments {
    /// libpq's code for the binary format.
    static let binary: Int32 = 1

    private let types: [Oid]
    private let ranges: [Range<Int>?]
    private let lengths: [Int32]
    private let formats: [Int32]
    /// The values and one byte more, so that an empty value too has an address: no address means NULL.
    private let bytes: [UInt8]

    init(_ query: Query) {
        self.types = query.parameters.map(\.type.rawValue)
        self.ranges = query.parameters.map(\.range)
        // `Query.flaw` has refused what is longer than the protocol can say.
        self.lengths = query.parameters.map { Int32(clamping: $0.range?.count ?? 0) }
        self.formats = query.parameters.map { _ in Self.binary }
        self.bytes = query.bytes + [0]
    }

    /// Queues the statement with its text.
    func send(_ sql: String, on connection: ConnectionHandle) -> Int32 {
        self.withValues { values in
            PQsendQueryParams(
                connection.pointer,
                sql,
                Int32(clamping: self.types.count),
                self.types,
                values,
                self.lengths,
                self.formats,
                Self.binary
            )
        }
    }

    /// Queues the preparation of the statement.
    func sendPrepare(_ sql: String, name: String, on connection: ConnectionHandle) -> Int32 {
        PQsendPrepare(connection.pointer, name, sql, Int32(clamping: self.types.count), self.types)
    }

    /// Queues the execution of what was prepared.
    func sendPrepared(_ name: String, on connection: ConnectionHandle) -> Int32 {
        self.withValues { values in
            PQsendQueryPrepared(
                connection.pointer,
                name,
                Int32(clamping: self.types.count),
                values,
                self.lengths,
                self.formats,
                Self.binary
            )
        }
    }

    private func withValues(_ body: ([UnsafePointer<CChar>?]) -> Int32) -> Int32 {
        self.bytes.withUnsafeBytes { raw in
            let start = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
            return body(self.ranges.map { range in range.flatMap { range in start.map { $0 + range.lowerBound } } })
        }
    }
}
