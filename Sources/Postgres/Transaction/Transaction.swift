/// A transaction that is lent for the length of a closure: it commits when the closure returns and rolls back when it
/// throws.
public struct Transaction: SQLExecutor {
    let lease: Lease

    /// Runs a statement and gives its rows.
    public func query(_ query: Query) async throws(PostgresError) -> [Row] {
        try await self.lease.query(query)
    }

    /// Runs a statement and gives the number of rows it wrote.
    @discardableResult
    public func execute(_ query: Query) async throws(PostgresError) -> Int {
        try await self.lease.execute(query)
    }

    /// Runs statements in one round trip and gives the rows of each.
    @discardableResult
    public func batch(_ queries: [Query]) async throws(PostgresError) -> [[Row]] {
        try await self.lease.batch(queries)
    }

    /// Sends data to `COPY … FROM STDIN` and gives the number of rows written.
    @discardableResult
    public func copyIn(_ statement: String, chunks: [[UInt8]]) async throws(PostgresError) -> Int {
        try await self.lease.copyIn(statement, chunks: chunks)
    }

    /// Runs text with any number of statements, such as a migration; nothing in it is bound.
    public func run(script: String) async throws(PostgresError) {
        try await self.lease.run(script: script)
    }
}
