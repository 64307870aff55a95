import Hookswitch
import Synchronization

/// Counts the open connections of all event loops, and says whether one more may stay.
final class ConnectionLedger: Sendable {
    private struct State {
        var count = 0
        var countBySource: [SourceAddress: Int] = [:]
    }

    private let maximumCount: Int
    private let maximumCountPerSource: Int
    private let state = Mutex(State())

    init(maximumCount: Int, maximumCountPerSource: Int) {
        self.maximumCount = maximumCount
        self.maximumCountPerSource = maximumCountPerSource
    }

    /// How many are open.
    var count: Int {
        self.state.withLock { $0.count }
    }

    /// Counts a connection that begins; false if it must end at once, and then it is not counted.
    func begin(_ source: SourceAddress) -> Bool {
        self.state.withLock { state in
            let count = state.countBySource[source, default: 0]
            guard state.count < self.maximumCount, count < self.maximumCountPerSource else { return false }
            state.count += 1
            state.countBySource[source] = count + 1
            return true
        }
    }

    /// Counts a connection that ends.
    func end(_ source: SourceAddress) {
        self.state.withLock { state in
            guard let count = state.countBySource[source] else { return }
            state.count -= 1
            state.countBySource[source] = count > 1 ? count - 1 : nil
        }
    }
}
