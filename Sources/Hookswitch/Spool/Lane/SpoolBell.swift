import Synchronization

/// Wakes the shipper when there is something to ship.
///
/// Ringing costs the event loop one atomic exchange; only the first ring after ``silence()`` does more.
final class SpoolBell: Sendable {
    /// Gives a value after a first ring; several rings may be one value.
    let rings: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let isRung = Atomic<Bool>(false)

    init() {
        (self.rings, self.continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Says that there is something.
    func ring() {
        guard !self.isRung.exchange(true, ordering: .acquiringAndReleasing) else { return }
        self.continuation.yield()
    }

    /// Lets the next ring be heard again. Call it before looking, so that nothing is missed.
    func silence() {
        self.isRung.store(false, ordering: .sequentiallyConsistent)
    }
}
