import Postgres

extension PostgresError {
    /// Whether a statement was ended because it took too long, by Postgres or by us; fewer rows may do.
    var isStatementTooSlow: Bool {
        self.kind == .deadlineExceeded || self.sqlState == .queryCanceled
    }
}
