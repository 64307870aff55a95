import NIOCore
import Synchronization

/// One host and the client bound to the address that is used for it now.
final class UpstreamHost: Sendable {
    private struct State {
        var current: PinnedClient?
        /// Addresses that gave no connection since the last one that did.
        var avoided: Set<NetworkAddress> = []
        /// Clients of addresses used before, with requests still under way.
        var retired: [PinnedClient] = []
        var usedAt: UInt64 = 0
        var isShutDown = false
    }

    private let state = Mutex(State())
    private let makeClient: @Sendable (NetworkAddress) -> PinnedClient

    init(makeClient: @escaping @Sendable (NetworkAddress) -> PinnedClient) {
        self.makeClient = makeClient
    }

    /// When the host was last used, as a count of uses.
    var usedAt: UInt64 { self.state.withLock { $0.usedAt } }

    /// Marks the host as used.
    func touch(_ useCount: UInt64) {
        self.state.withLock { $0.usedAt = useCount }
    }

    /// A client for one of the addresses, leased, and the end of one that was replaced.
    ///
    /// The address in use stays in use for as long as the name still has it, so that warm connections do.
    func lease(_ addresses: [NetworkAddress]) -> (PinnedClient?, EventLoopFuture<Void>?) {
        self.state.withLock { state in
            guard !state.isShutDown else { return (nil, nil) }
            state.retired.removeAll { !$0.isBusy }
            if state.avoided.isSuperset(of: addresses) { state.avoided = [] }
            if let current = state.current, addresses.contains(current.address),
                !state.avoided.contains(current.address), current.lease()
            {
                return (current, nil)
            }
            guard let address = addresses.first(where: { !state.avoided.contains($0) }) else { return (nil, nil) }
            let replaced = state.current
            let client = self.makeClient(address)
            _ = client.lease()
            state.current = client
            if let replaced { state.retired.append(replaced) }
            return (client, replaced?.retire())
        }
    }

    /// Prefers other addresses from now on.
    func avoid(_ address: NetworkAddress) {
        self.state.withLock { _ = $0.avoided.insert(address) }
    }

    /// Lets the requests under way finish and ends the connections.
    func retire() -> EventLoopFuture<Void>? {
        self.state.withLock { state in
            state.isShutDown = true
            return state.current?.retire()
        }
    }

    /// Cuts all connections, whatever is under way.
    func shutDown() -> [EventLoopFuture<Void>] {
        self.state.withLock { state in
            state.isShutDown = true
            let clients = state.retired + [state.current].compactMap(\.self)
            return clients.compactMap { $0.shutDown() }
        }
    }
}
