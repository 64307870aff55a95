import NIOCore
import NIOPosix
import ServiceLifecycle
import Telemetry

/// Tells the program that started us when calls are answered, that we are alive, and that we stop.
///
/// Last in the group, so the first to hear of a shutdown.
struct Supervision: Service {
    /// Who started us.
    let supervisor: Supervisor
    /// The loops that answer calls. A sign of life passes through each: one that hangs keeps calls unanswered.
    let eventLoops: MultiThreadedEventLoopGroup
    /// What `/readyz` says.
    let phase: ServingPhase
    /// Waits until everything listens; false if something could not, which then ends the group by its own error.
    let awaitListening: @Sendable () async -> Bool
    /// Told once everything listens.
    let onReady: @Sendable () async throws -> Void

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown {
                guard await self.awaitListening() else { return try await gracefulShutdown() }
                self.phase.beginServing()
                self.supervisor.ready(status: "serving")
                try await self.onReady()
                try await self.giveSignsOfLife()
            }
        } catch {
            // A shutdown ends whatever is under way; anything else ends the group.
            guard Task.isShuttingDownGracefully else { throw error }
        }
        self.phase.beginStopping()
        self.supervisor.stopping()
    }

    private func giveSignsOfLife() async throws {
        guard let interval = self.supervisor.watchdogInterval else { return try await gracefulShutdown() }
        while true {
            // Half of the interval, as sd_watchdog_enabled(3) advises.
            try await Task.sleep(for: interval / 2)
            for eventLoop in self.eventLoops.makeIterator() {
                try await eventLoop.submit {}.get()
            }
            self.supervisor.watchdog()
        }
    }
}
