extension PostgresError {
    /// Takes from an error result what may be shown, and the message apart.
    ///
    /// - Parameter wasPrepared: Whether the statement was executed by its name; its plan may then be stale.
    init(_ result: ResultHandle, wasPrepared: Bool) {
        let state = result.errorField(.sqlState).flatMap(SQLState.init)
        self.init(wasPrepared && state == .featureNotSupported ? .stalePlan : .server)
        self.sqlState = state
        self.constraint = result.errorField(.constraint)
        self.serverMessage = result.errorField(.message)
    }
}
