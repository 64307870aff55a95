import NIOCore
import Synchronization

/// Where the listener listens, for those who wait to know it.
final class ListeningAddress: Sendable {
    private enum State {
        case unknown(waiting: [AsyncStream<Outcome>.Continuation])
        case known(Outcome)
    }

    private typealias Outcome = Result<SocketAddress, CallPlaneError>

    private let state = Mutex(State.unknown(waiting: []))

    init() {}

    /// Tells all who wait, and all who will ask. Only the first word counts.
    func settle(_ outcome: Result<SocketAddress, CallPlaneError>) {
        let waiting = self.state.withLock { state -> [AsyncStream<Outcome>.Continuation] in
            guard case .unknown(let waiting) = state else { return [] }
            state = .known(outcome)
            return waiting
        }
        for continuation in waiting { continuation.yield(outcome) }
    }

    /// The address; it waits until that is known or the task is cancelled.
    func get() async throws -> SocketAddress {
        let (outcomes, continuation) = AsyncStream.makeStream(of: Outcome.self)
        self.state.withLock { state in
            switch state {
            case .known(let outcome): continuation.yield(outcome)
            case .unknown(let waiting): state = .unknown(waiting: waiting + [continuation])
            }
        }
        for await outcome in outcomes { return try outcome.get() }
        throw CancellationError()
    }
}
