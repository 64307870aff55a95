import Synchronization

/// Whether a task was cancelled, as a thread outside the task can ask it.
final class Cancellation: Sendable {
    private let flag = Atomic(false)

    /// Whether ``request()`` was called.
    var isRequested: Bool { self.flag.load(ordering: .acquiring) }

    /// Says that the task was cancelled.
    func request() {
        self.flag.store(true, ordering: .releasing)
    }
}
