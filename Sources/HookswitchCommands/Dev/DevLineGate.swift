import Foundation
import Synchronization

/// Waits for a process's first line of output.
final class DevLineGate: Sendable {
    private struct State {
        /// Whether a line feed, or the end, was seen.
        var isSettled = false
        var hasLine = false
    }

    private let state = Mutex(State())
    private let settled = DispatchSemaphore(value: 0)

    /// Takes what was read; nothing is the end.
    func take(_ part: Data) {
        let isNews = self.state.withLock { state in
            guard !state.isSettled, part.isEmpty || part.contains(UInt8(ascii: "\n")) else { return false }
            state.isSettled = true
            state.hasLine = !part.isEmpty
            return true
        }
        if isNews { self.settled.signal() }
    }

    /// Whether a line came in time. It blocks, and may be called once.
    func waitForLine(timeout: DispatchTimeInterval) -> Bool {
        self.settled.wait(timeout: .now() + timeout) == .success && self.state.withLock { $0.hasLine }
    }
}
