import Dispatch
import Glibc
import Synchronization

/// Ends a command that takes longer than `--timeout` allows.
final class CommandDeadline: Sendable {
    /// How long a command that is told to stop may take to let go of what it holds.
    private static let grace = DispatchTimeInterval.seconds(2)

    /// The failure of a command that took too long.
    let failure: CommandFailure
    private let hasPassed = Mutex(false)

    /// Prepares a deadline.
    ///
    /// - Parameter seconds: What `--timeout` says.
    init(seconds: Double) {
        let shown = seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
        self.failure = CommandFailure(
            .unavailable,
            code: "timeout",
            "the command was not done in \(shown) s",
            why: ["what it had asked a server to do by then may be done"],
            fix: "a longer --timeout, or none"
        )
    }

    /// Waits for a command, but no longer than that.
    ///
    /// - Parameters:
    ///   - work: What the command does.
    ///   - abandon: Ends the process, if the command does not even stop.
    /// - Throws: What the command throws; ``failure`` if it was stopped.
    func wait(
        for work: Task<Void, any Error>,
        seconds: Double,
        abandon: @escaping @Sendable () -> Void
    ) async throws {
        // A clock of its own: a command that waits for somebody to type holds up a thread of the tasks.
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.setEventHandler {
            self.hasPassed.withLock { $0 = true }
            work.cancel()
            DispatchQueue.global().asyncAfter(deadline: .now() + Self.grace, execute: abandon)
        }
        timer.schedule(deadline: .now() + .milliseconds(Int((seconds * 1000).rounded())))
        timer.activate()
        defer { timer.cancel() }
        do {
            try await work.value
        } catch {
            throw self.hasPassed.withLock { $0 } ? self.failure : error
        }
    }
}
