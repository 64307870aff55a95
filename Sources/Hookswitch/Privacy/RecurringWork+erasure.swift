import Logging
import Postgres

extension RecurringWork {
    /// Goes on with erasures that a request did not see to their end, on whichever server is there.
    ///
    /// An erasure whose server was killed waits 2 s; looking costs one look into an index that is all but empty.
    static func erasing(_ work: ErasureWork, logger: Logger) -> RecurringWork {
        RecurringWork(
            every: .seconds(2),
            words: Words(failing: "callers cannot be erased; it is tried again", again: "callers are erased again"),
            logger: logger
        ) { try await work.runOnce() }
    }

    /// Forgets erased callers once no spool can bring a decision of theirs back: what is older than `ensure_decision_partition`
    /// takes, Postgres refuses. The bound is in days; a policy in the database holds it too.
    static func forgettingErased(_ database: Database, logger: Logger) -> RecurringWork {
        RecurringWork(every: .seconds(3600), words: nil, logger: logger) {
            try await database.inFleet { transaction in
                _ = try await transaction.execute(
                    "DELETE FROM hookswitch.erased_caller WHERE covers_until < now() - interval '800 days'"
                )
            }
        }
    }
}
