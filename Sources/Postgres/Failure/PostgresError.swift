/// Why the database did not do what it was asked.
///
/// ``description`` is for operators and their logs: the kind, the SQLSTATE, the constraint's name and, if no connection
/// came about, which server said what to which login; never a value, a statement, a password or the server's detail. The
/// server's own message is in ``debugDescription`` only.
public struct PostgresError: Error, Hashable, Sendable {
    /// What failed.
    public enum Kind: String, Hashable, Sendable {
        /// The server refused; ``PostgresError/sqlState`` says why.
        case server
        /// No server could be reached, or none let us in.
        case connectionFailed
        /// The connection broke while it was in use.
        case connectionLost
        /// The deadline passed before the answer came.
        case deadlineExceeded
        /// The task was cancelled.
        case cancelled
        /// No connection became free in time.
        case leaseTimeout
        /// Too many tasks wait for a connection already.
        case tooManyWaiters
        /// The pool was shut down.
        case shutDown
        /// The connection was used after the closure it was lent to had ended.
        case leaseEnded
        /// COMMIT was sent and its outcome is unknown, or not known to be durable.
        case commitUncertain
        /// COMMIT was answered with ROLLBACK: a statement had failed and the failure was swallowed.
        case transactionAborted
        /// A prepared statement's tables have changed; the next connection plans it anew.
        case stalePlan
        /// A value cannot be sent: it has a NUL character, or is outside what its type holds.
        case invalidParameter
        /// A column is missing, is NULL or has another type than was asked for.
        case decoding
        /// The statement is of a kind that this function does not run, such as COPY outside `copyIn`.
        case unsupportedStatement
        /// The text is not a connection URI or conninfo string.
        case invalidURL
        /// The private server could not be made or started.
        case privateServer
        /// The operating system refused a thread, a descriptor or a file.
        case system
    }

    /// What failed.
    public let kind: Kind
    /// The server's code, where it gave one.
    public var sqlState: SQLState?
    /// The name of the constraint that was broken.
    public var constraint: String?
    /// Which statement of a batch failed, from zero.
    public var statementIndex: Int?
    /// Whether the work may have been done although no answer came.
    public var isAmbiguous = false
    /// Whether the transaction was begun READ ONLY by the program itself, so that no other server would take its writes.
    var isReadOnlyByRequest = false
    /// Fixed text that says more, free of values.
    var explanation: String?
    /// Why no connection came about, in libpq's words, which name hosts, users and databases. No statement was sent by
    /// then, so no value is in it. For ``Kind/connectionFailed`` alone.
    var reason: String?
    /// The server's message, which can quote values; for ``debugDescription`` alone.
    var serverMessage: String?

    init(_ kind: Kind, _ explanation: String? = nil) {
        self.kind = kind
        self.explanation = explanation
    }

    /// What a caller can do about it.
    public var disposition: Disposition {
        if self.isAmbiguous { return .ambiguous }
        if self.kind != .commitUncertain, self.kind != .stalePlan, let sqlState = self.sqlState {
            return self.isReadOnlyByRequest ? .bug : Disposition(sqlState)
        }
        switch self.kind {
        case .connectionFailed, .connectionLost, .shutDown: return .retry
        case .deadlineExceeded, .leaseTimeout, .tooManyWaiters: return .busy
        case .stalePlan: return .retryTransaction
        case .commitUncertain: return .ambiguous
        case .cancelled: return .cancelled
        case .system: return .capacity
        case .server, .leaseEnded, .transactionAborted, .invalidParameter, .decoding, .unsupportedStatement,
            .invalidURL, .privateServer:
            return .bug
        }
    }
}
