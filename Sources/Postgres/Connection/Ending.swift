import Synchronization

/// Something that ends once, and the tasks that wait until it has.
final class Ending: Sendable {
    private enum State {
        /// It has not ended yet.
        case awaited([CheckedContinuation<Void, Never>])
        /// It has, or is waited for no longer.
        case announced
    }

    private let state = Mutex(State.awaited([]))

    /// Says that it has ended, or that nobody shall wait for it any longer.
    func announce() {
        let waiting: [CheckedContinuation<Void, Never>] = self.state.withLock { state in
            guard case .awaited(let waiting) = state else { return [] }
            state = .announced
            return waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Waits until it is announced, also in a task that was cancelled.
    func wait() async {
        await withCheckedContinuation { continuation in
            let isAnnounced = self.state.withLock { state in
                guard case .awaited(let waiting) = state else { return true }
                state = .awaited(waiting + [continuation])
                return false
            }
            if isAnnounced { continuation.resume() }
        }
    }
}
