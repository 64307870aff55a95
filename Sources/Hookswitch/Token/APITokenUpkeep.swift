import Logging
import ServiceLifecycle

/// Does what is to be done about API tokens off every request's path: writes down their last use, and reads which of them
/// work.
struct APITokenUpkeep: Service {
    /// A token made elsewhere is known after this time at the latest; a use is shown so much later.
    private static let interval = Duration.seconds(10)

    private let tokens: APITokenService
    private let logger: Logger

    init(tokens: APITokenService, logger: Logger) {
        self.tokens = tokens
        self.logger = logger
    }

    /// Works until the server stops, and once more then.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            repeat {
                await self.runOnce()
            } while (try? await Task.sleep(for: Self.interval)) != nil
        }
        await self.runOnce()
    }

    private func runOnce() async {
        do {
            try await self.tokens.writeUses()
            try await self.tokens.readLive()
        } catch {
            // With Postgres away others say so, louder; what was to be written is kept.
            self.logger.debug("API tokens are not looked after", metadata: ["reason": "\(error)"])
        }
    }
}
