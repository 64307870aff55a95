import Logging
import ServiceLifecycle

/// Deletes plans of imports when they are over, and with them the secrets that were not applied.
struct ImportUpkeep: Service {
    /// A plan, and a secret in it, is there so much longer than it says at the most.
    private static let interval = Duration.seconds(60)

    private let imports: ImportService
    private let logger: Logger

    init(imports: ImportService, logger: Logger) {
        self.imports = imports
        self.logger = logger
    }

    /// Works until the server stops.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            repeat {
                do {
                    try await self.imports.deleteExpired()
                } catch {
                    // With Postgres away others say so, louder; what is over is deleted the next time.
                    self.logger.debug("plans of imports are not looked after", metadata: ["reason": "\(error)"])
                }
            } while (try? await Task.sleep(for: Self.interval)) != nil
        }
    }
}
