import Logging
import ServiceLifecycle

/// Does what is to be done about API tokens and sessions off every request's path: writes down the last use of tokens, reads
/// which of both work, and deletes what of sign-ins is over.
struct APITokenUpkeep: Service {
    /// A token made elsewhere is known after this time at the latest; a use is shown so much later.
    private static let interval = Duration.seconds(10)

    private let tokens: APITokenService
    private let sessions: SessionService
    private let logger: Logger

    init(tokens: APITokenService, sessions: SessionService, logger: Logger) {
        self.tokens = tokens
        self.sessions = sessions
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
            try await self.sessions.sweep()
            try await self.sessions.readLive()
        } catch {
            // With Postgres away others say so, louder; what was to be written is kept.
            self.logger.debug("API tokens and sessions are not looked after", metadata: ["reason": "\(error)"])
        }
    }
}
