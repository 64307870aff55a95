import Logging
import ServiceLifecycle

/// Gets every tenant's access token ahead of its calls, and keeps it fresh, so that no caller waits for Entra.
///
/// A tenant without a token is no reason for anything but a line in the log: its calls ask for themselves.
struct TokenPreparation: Service {
    private let source: SnapshotSource
    private let logger: Logger

    /// How soon a new tenant is noticed.
    private static let pollInterval = Duration.seconds(1)
    /// How many tokens are asked for at once: calls share the same connections to Entra.
    private static let maximumConcurrentCount = 8
    /// How long one tenant may keep its place. The request itself goes on, and what it brings is kept.
    private static let patience = Duration.seconds(2)

    /// - Parameter source: Where the tenants are found.
    init(source: SnapshotSource, logger: Logger) {
        self.source = source
        self.logger = logger
    }

    /// Looks after tokens until the server stops.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            var plan = TokenPreparationPlan()
            repeat {
                await self.runOnce(&plan)
            } while (try? await Task.sleep(for: Self.pollInterval)) != nil
        }
    }

    private func runOnce(_ plan: inout TokenPreparationPlan) async {
        let tenants = Array(self.source.current.tenants.values)
        var turns = plan.turns(of: tenants, at: .now)[...]
        await withTaskGroup(of: (TokenPreparationPlan.Turn, TokenPreparationPlan.Outcome).self) { group in
            func begin() {
                guard !Task.isCancelled, let turn = turns.popFirst() else { return }
                group.addTask {
                    (turn, await turn.directory.prepare(isForced: turn.isForced, deadline: .now + Self.patience))
                }
            }
            for _ in 0..<Self.maximumConcurrentCount { begin() }
            for await (turn, outcome) in group {
                if let notice = plan.finished(turn, outcome, at: .now) { self.tell(notice, of: turn) }
                begin()
            }
        }
    }

    private func tell(_ notice: TokenPreparationPlan.Notice, of turn: TokenPreparationPlan.Turn) {
        switch notice {
        case .lost(let reason):
            self.logger.warning(
                "a tenant gets no access token",
                metadata: ["tenant": "\(turn.slug)", "reason": "\(reason)"]
            )
        case .regained:
            self.logger.notice("a tenant gets access tokens again", metadata: ["tenant": "\(turn.slug)"])
        }
    }
}
