import Logging

extension RecurringWork {
    /// Signs the ends of chains every minute, and gives old records their places when the server starts.
    ///
    /// What changed within a minute could be taken from the end unseen; signing costs one query where nothing changed.
    static func auditSigning(_ signer: AuditSigner, logger: Logger) -> RecurringWork {
        RecurringWork(
            every: .seconds(60),
            words: Words(failing: "audit chains are not signed", again: "audit chains are signed again"),
            logger: logger
        ) { try await signer.runOnce() }
    }
}
