import Hookswitch
import Synchronization

/// The calls whose callers are being sought, away from the event loops.
///
/// Event loops hand calls over through a stream to one task group, so that no task is loose: ``run()`` does not end before
/// the last call has been decided. Each connection has at most one call here, so there are never more than connections.
final class CallSearches: Sendable {
    private let stream: AsyncStream<CallSearch>
    private let continuation: AsyncStream<CallSearch>.Continuation
    private let outstanding = Atomic<Int>(0)
    private let finish: @Sendable (SoughtCall) async -> DecidedCall

    /// - Parameter finish: Seeks a caller and decides; it keeps its own deadline.
    init(finish: @escaping @Sendable (SoughtCall) async -> DecidedCall) {
        self.finish = finish
        (self.stream, self.continuation) = AsyncStream.makeStream()
    }

    /// How many calls are being sought.
    var count: Int {
        self.outstanding.load(ordering: .relaxed)
    }

    /// Takes a call; false if nobody seeks any more.
    func add(_ search: CallSearch) -> Bool {
        guard case .enqueued = self.continuation.yield(search) else { return false }
        self.outstanding.wrappingAdd(1, ordering: .relaxed)
        return true
    }

    /// Takes no more.
    func close() {
        self.continuation.finish()
    }

    /// Seeks until ``close()`` and until all are decided.
    func run() async {
        await withDiscardingTaskGroup { tasks in
            for await search in self.stream {
                tasks.addTask {
                    await search.run(self.finish)
                    self.outstanding.wrappingSubtract(1, ordering: .relaxed)
                }
            }
        }
    }
}
