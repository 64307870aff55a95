import NIOPosix
import Synchronization

/// Finds the addresses of hosts without letting one slow name hold up the others.
///
/// NIO would ask on one queue per event loop, where a dead name of one tenant stops the new connections of all. Here the
/// questions have threads of their own, one question per name at a time, and names that proved slow wait in a lane of
/// their own.
final class NameResolver: Sendable {
    /// Asks for a name's addresses, blocking; `nil` when there are none.
    typealias Lookup = @Sendable (String) -> [NetworkAddress]?

    /// Threads of each lane. A dead name holds one for the 10 s or so that the system tries.
    private static let threadCount = 4

    /// How long a caller waits for fresh addresses while the last good ones would do.
    private static let refreshPatience = Duration.milliseconds(100)

    private struct State {
        var cache = NameCache()
        var running: [String: SharedResult<NameCache.Answer>] = [:]
    }

    private let state = Mutex(State())
    private let lookup: Lookup
    private let now: @Sendable () -> ContinuousClock.Instant
    private let quick: NIOThreadPool
    private let slow: NIOThreadPool
    /// For Entra alone: without its addresses no tenant gets a token, so it waits for no tenant's name.
    private let authority: NIOThreadPool

    init(
        lookup: @escaping Lookup = { NameLookup.system($0) },
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.lookup = lookup
        self.now = now
        self.quick = NIOThreadPool(numberOfThreads: Self.threadCount)
        self.slow = NIOThreadPool(numberOfThreads: Self.threadCount)
        self.authority = NIOThreadPool(numberOfThreads: 1)
        for pool in [self.quick, self.slow, self.authority] { pool.start() }
    }

    /// The addresses of a server that may be called, in the order in which they should be tried; never empty.
    func addresses(
        of endpoint: Endpoint,
        deadline: ContinuousClock.Instant
    ) async throws(DynamicsError) -> [NetworkAddress] {
        if let literal = NetworkAddress(endpoint.host) {
            guard endpoint.isExplicitlyAllowed || literal.isPublic else { throw .egressDenied(.privateAddress) }
            return [literal]
        }

        // The same name may be allowed on one port only, so what is allowed is part of what is cached.
        let key = endpoint.isExplicitlyAllowed ? "!\(endpoint.host)" : endpoint.host
        let (action, running) = self.state.withLock { state in
            let action = state.cache.requested(key, at: self.now())
            if case .wait(begin: .some, _) = action { state.running[key] = SharedResult() }
            return (action, state.running[key])
        }
        switch action {
        case .answer(let answer):
            return try self.addresses(answer)
        case .wait(let begin, let lastGood):
            if let begin { self.begin(endpoint, key: key, lane: begin) }
            let patience = lastGood == nil ? deadline : min(deadline, .now + Self.refreshPatience)
            if let answer = await running?.value(by: patience) {
                if answer == .failed, let lastGood { return lastGood }
                return try self.addresses(answer)
            }
            guard let lastGood else { throw .timeout(.nameResolution) }
            return lastGood
        }
    }

    /// Ends the threads; questions still asked are left to themselves.
    func shutdown() {
        for pool in [self.quick, self.slow, self.authority] { pool.shutdownGracefully { _ in } }
    }

    private func addresses(_ answer: NameCache.Answer) throws(DynamicsError) -> [NetworkAddress] {
        switch answer {
        case .addresses(let addresses): return addresses
        case .failed: throw .unavailable(.nameResolution)
        case .forbidden: throw .egressDenied(.privateAddress)
        }
    }

    private func begin(_ endpoint: Endpoint, key: String, lane: NameCache.Lane) {
        let tenants = lane == .quick ? self.quick : self.slow
        let pool = EgressPolicy.authorities.contains(endpoint.host) ? self.authority : tenants
        pool.submit { itemState in
            guard itemState == .active else { return self.end(key, .failed, after: .zero) }
            let startedAt = ContinuousClock.now
            let answer = Self.vet(self.lookup(endpoint.host), for: endpoint)
            self.end(key, answer, after: .now - startedAt)
        }
    }

    private static func vet(_ addresses: [NetworkAddress]?, for endpoint: Endpoint) -> NameCache.Answer {
        guard let addresses else { return .failed }
        let vetted = endpoint.isExplicitlyAllowed ? addresses : addresses.filter(\.isPublic)
        return vetted.isEmpty ? .forbidden : .addresses(Array(vetted.prefix(NameCache.maximumAddressCount)))
    }

    private func end(_ key: String, _ answer: NameCache.Answer, after duration: Duration) {
        let running = self.state.withLock { state in
            state.cache.answered(key, answer, after: duration, at: self.now())
            return state.running.removeValue(forKey: key)
        }
        running?.complete(answer)
    }
}
