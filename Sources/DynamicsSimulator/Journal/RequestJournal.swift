import Synchronization

/// The latest requests, in memory; older ones are forgotten but stay counted.
final class RequestJournal: Sendable {
    /// At least this many of the latest requests are kept; with a usual query that is a few megabytes.
    static let keptCount = 5000

    private struct Listener {
        let filter: RequestFilter
        let continuation: AsyncStream<RecordedRequest>.Continuation
    }

    private struct State {
        var requests: [RecordedRequest] = []
        var nextSequence = 1
        var forgottenCount = 0
        var countByHost: [String: Int] = [:]
        var listeners: [Int: Listener] = [:]
        var nextListener = 0
    }

    /// Hosts that are counted apart; a hostile peer could otherwise name ever new ones.
    private static let maximumHostCount = 1000

    private let state = Mutex(State())

    /// Keeps a request.
    ///
    /// - Parameter make: Makes the record with its sequence number.
    /// - Returns: The sequence number.
    @discardableResult
    func record(_ make: (Int) -> RecordedRequest) -> Int {
        self.state.withLock { state in
            let request = make(state.nextSequence)
            state.nextSequence += 1
            if state.requests.count >= 2 * Self.keptCount {
                state.requests.removeFirst(Self.keptCount)
                state.forgottenCount += Self.keptCount
            }
            state.requests.append(request)
            if state.countByHost[request.host] != nil || state.countByHost.count < Self.maximumHostCount {
                state.countByHost[request.host, default: 0] += 1
            }
            // Under the lock, so that every listener sees the same order; yielding only queues.
            for listener in state.listeners.values where listener.filter.matches(request) {
                listener.continuation.yield(request)
            }
            return request.sequence
        }
    }

    func setStatus(_ status: Int?, ofSequence sequence: Int) {
        self.state.withLock { state in
            guard let first = state.requests.first?.sequence else { return }
            let index = sequence - first
            guard state.requests.indices.contains(index) else { return }
            state.requests[index].status = status
        }
    }

    func requests(_ filter: RequestFilter) -> [RecordedRequest] {
        self.state.withLock { state in state.requests.filter(filter.matches) }
    }

    var forgottenCount: Int { self.state.withLock { $0.forgottenCount } }

    var countByHost: [String: Int] { self.state.withLock { $0.countByHost } }

    func clear() {
        self.state.withLock { state in
            state.requests = []
            state.forgottenCount = 0
            state.countByHost = [:]
        }
    }

    /// The requests kept so far and all that come after, each once.
    func stream(_ filter: RequestFilter) -> AsyncStream<RecordedRequest> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: RecordedRequest.self,
            bufferingPolicy: .bufferingNewest(2 * Self.keptCount)
        )
        let identifier = self.state.withLock { state in
            for request in state.requests where filter.matches(request) { continuation.yield(request) }
            let identifier = state.nextListener
            state.nextListener += 1
            state.listeners[identifier] = Listener(filter: filter, continuation: continuation)
            return identifier
        }
        continuation.onTermination = { _ in
            _ = self.state.withLock { $0.listeners.removeValue(forKey: identifier) }
        }
        return stream
    }
}
