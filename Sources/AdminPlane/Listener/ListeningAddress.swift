import NIOCore
import Synchronization

/// The address of a listener, known once it listens: port 0 lets the system choose.
final class ListeningAddress: Sendable {
    private enum State {
        case awaited([CheckedContinuation<SocketAddress?, Never>])
        case settled(SocketAddress?)
    }

    private let state = Mutex(State.awaited([]))

    /// The address, awaited if need be; `nil` if the listener ended before it listened.
    var value: SocketAddress? {
        get async {
            await withCheckedContinuation { continuation in
                let known: SocketAddress?? = self.state.withLock { state in
                    switch state {
                    case .awaited(let others):
                        state = .awaited(others + [continuation])
                        return nil
                    case .settled(let address):
                        return .some(address)
                    }
                }
                if let known { continuation.resume(returning: known) }
            }
        }
    }

    /// Settles the address, the first time that it is called; `nil` if the listener ends without one.
    func settle(_ address: SocketAddress?) {
        let waiting: [CheckedContinuation<SocketAddress?, Never>] = self.state.withLock { state in
            guard case .awaited(let waiting) = state else { return [] }
            state = .settled(address)
            return waiting
        }
        for continuation in waiting { continuation.resume(returning: address) }
    }
}
