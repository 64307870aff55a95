/// What runs statements: a ``Connection``, where each commits by itself, or a ``Transaction``.
public protocol SQLExecutor: Sendable {
    /// Runs a statement and gives its rows.
    func query(_ query: Query) async throws(PostgresError) -> [Row]

    /// Runs a statement and gives the number of rows it wrote.
    @discardableResult
    func execute(_ query: Query) async throws(PostgresError) -> Int

    /// Runs statements in one round trip and gives the rows of each.
    ///
    /// Outside a transaction they are one: a failure undoes those before it.
    ///
    /// - Throws: The first failure, with ``PostgresError/statementIndex``; what comes after it was not run.
    @discardableResult
    func batch(_ queries: [Query]) async throws(PostgresError) -> [[Row]]

    /// Sends data to `COPY … FROM STDIN`, such as ``CopyBinaryWriter`` makes.
    ///
    /// - Returns: How many rows were written.
    @discardableResult
    func copyIn(_ statement: String, chunks: [[UInt8]]) async throws(PostgresError) -> Int
}
