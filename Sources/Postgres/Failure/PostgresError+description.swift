extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The kind, its fixed text, why no connection came about, the SQLSTATE and the constraint. It is for operators: it can
    /// name a server and its login, but no value.
    public var description: String {
        var text = self.explanation ?? self.kind.sentence
        if self.kind == .connectionFailed, let reason = self.reason { text += ": \(reason)" }
        if let sqlState = self.sqlState { text += " (SQLSTATE \(sqlState))" }
        if let constraint = self.constraint { text += ", constraint \(constraint)" }
        if let index = self.statementIndex { text += ", statement \(index) of the batch" }
        if self.isAmbiguous { text += "; the work may have been done" }
        return text
    }

    /// The ``description`` and the server's message, which can quote what was sent.
    public var debugDescription: String {
        guard let message = self.serverMessage else { return self.description }
        return "\(self.description): \(message)"
    }

    /// Only the ``description``, so that `dump` shows nothing that it does not.
    public var customMirror: Mirror {
        Mirror(self, children: ["description": self.description])
    }
}

extension PostgresError.Kind {
    /// The kind as fixed text.
    var sentence: String {
        switch self {
        case .server: "the database refused the statement"
        case .connectionFailed: "the database could not be reached"
        case .connectionLost: "the connection to the database was lost"
        case .deadlineExceeded: "the database did not answer before the deadline"
        case .cancelled: "the task was cancelled"
        case .leaseTimeout: "no database connection became free in time"
        case .tooManyWaiters: "too many tasks wait for a database connection"
        case .shutDown: "the database connections are shut down"
        case .leaseEnded: "a database connection was used after it was given back"
        case .commitUncertain: "the outcome of COMMIT is unknown"
        case .transactionAborted: "the transaction was rolled back because one of its statements had failed"
        case .stalePlan: "a table changed under a prepared statement"
        case .invalidParameter: "a value cannot be sent to the database"
        case .decoding: "a column does not hold what was asked for"
        case .unsupportedStatement: "this kind of statement cannot be run here"
        case .invalidURL: "the database URL is not valid"
        case .privateServer: "the private Postgres server failed"
        case .system: "the operating system refused a thread, a descriptor or a file"
        }
    }
}
