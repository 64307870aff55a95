import Logging

extension RecurringWork {
    /// Deletes plans of imports when they are over, and with them the secrets that were not applied: a plan, and a secret in it,
    /// is there a minute longer than it says at the most.
    static func deletingExpiredImports(_ imports: ImportService, logger: Logger) -> RecurringWork {
        RecurringWork(every: .seconds(60), words: nil, logger: logger) { try await imports.deleteExpired() }
    }
}
