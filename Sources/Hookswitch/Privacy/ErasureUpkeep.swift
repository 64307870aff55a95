import Logging
import Postgres
import ServiceLifecycle

/// Forgets erased callers once no spool can bring a decision of theirs back: what is older than `ensure_decision_partition`
/// takes, Postgres refuses.
struct ErasureUpkeep: Service {
    /// The bound is in days.
    private static let interval = Duration.seconds(3600)

    let database: Database
    let logger: Logger

    /// Works until the server stops.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            repeat {
                do {
                    try await self.runOnce()
                } catch {
                    // With Postgres away others say so, louder.
                    self.logger.debug("erased callers are not looked after", metadata: ["reason": "\(error)"])
                }
            } while (try? await Task.sleep(for: Self.interval)) != nil
        }
    }

    /// Forgets those whose time is over; a policy in the database holds the same bound.
    func runOnce() async throws {
        try await self.database.inFleet { transaction in
            _ = try await transaction.execute(
                "DELETE FROM hookswitch.erased_caller WHERE covers_until < now() - interval '800 days'"
            )
        }
    }
}
