/// A connection that is lent for the length of a closure. Each statement commits by itself.
///
/// All work on it fails with ``PostgresError``: the deadline of the lease and the pool's statement timeout end a wait,
/// and so does cancelling the task. After that the connection is replaced. A statement outside a transaction whose
/// answer never came is ``Disposition/ambiguous``.
public struct Connection: SQLExecutor {
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

    /// Runs statements in one round trip, all or none, and gives the rows of each.
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
    ///
    /// Without a `BEGIN` of its own the text is one transaction.
    public func run(script: String) async throws(PostgresError) {
        try await self.lease.run(script: script)
    }
}
