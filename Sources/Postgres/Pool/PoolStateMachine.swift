import DequeModule

/// Decides what the pool does next; it never waits, locks or opens a socket.
///
/// Each event returns the actions for ``ConnectionPool`` to carry out, in order.
struct PoolStateMachine: Sendable {
    /// Names one connection among those that the pool ever had.
    typealias ConnectionID = UInt64
    /// Names one task that asked for a connection.
    typealias RequestID = UInt64
    typealias Instant = ContinuousClock.Instant

    /// What the pool is to do.
    enum Action: Equatable, Sendable {
        /// Give the connection to the task. `wasIdle` means that the server may have hung up unnoticed.
        case lend(ConnectionID, to: RequestID, wasIdle: Bool)
        /// Open a connection and report it with ``opened(_:now:)`` or ``openFailed(_:_:)``.
        case open(ConnectionID)
        /// Close a connection and report it with ``closed(_:)``.
        case close(ConnectionID)
        /// Tell the task that it gets none.
        case fail(RequestID, PostgresError)
        /// Tell those who wait for the end that all connections are closed.
        case finish
    }

    private enum ConnectionState {
        case opening
        case idle(since: Instant)
        case leased
        case closing
    }

    private struct Connection {
        var state: ConnectionState
        var openedAt: Instant?
    }

    let maximumConnectionCount: Int
    let maximumWaiterCount: Int
    let idleTimeout: Duration
    let maximumConnectionAge: Duration

    private var connections: [ConnectionID: Connection] = [:]
    /// Idle connections, the most recently used last: it is lent first, and the others can grow old.
    private var idle: [ConnectionID] = []
    private var waiters: Deque<RequestID> = []
    private var openingCount = 0
    private var lastConnectionID: ConnectionID = 0
    private var isShutDown = false

    init(_ configuration: PoolConfiguration) {
        self.maximumConnectionCount = max(1, configuration.maximumConnectionCount)
        self.maximumWaiterCount = max(0, configuration.maximumWaiterCount)
        self.idleTimeout = configuration.idleTimeout
        self.maximumConnectionAge = configuration.maximumConnectionAge
    }

    /// How the pool stands.
    var statistics: PoolStatistics {
        let leased = self.connections.values.count { connection in
            if case .leased = connection.state { true } else { false }
        }
        return PoolStatistics(
            open: self.connections.count,
            idle: self.idle.count,
            leased: leased,
            waiting: self.waiters.count
        )
    }

    /// Whether no connection is left and none will come.
    var isFinished: Bool { self.isShutDown && self.connections.isEmpty }

    /// Whether any connection is on its way.
    var isOpening: Bool { self.openingCount > 0 }

    /// Whether a connection that is not open yet is still wanted.
    func isOpening(_ id: ConnectionID) -> Bool {
        if case .opening = self.connections[id]?.state { true } else { false }
    }

    /// A task asked for a connection.
    mutating func leaseRequested(by request: RequestID, now: Instant) -> [Action] {
        guard !self.isShutDown else { return [.fail(request, PostgresError(.shutDown))] }
        var actions: [Action] = []
        while let id = self.idle.popLast() {
            if self.isOld(id, now: now) {
                actions += self.close(id)
                continue
            }
            self.connections[id]?.state = .leased
            return actions + [.lend(id, to: request, wasIdle: true)]
        }
        // A task whose connection is on its way does not count as one that waits.
        guard self.freeCount > 0 || self.waiters.count - self.openingCount < self.maximumWaiterCount else {
            return actions + [.fail(request, PostgresError(.tooManyWaiters))]
        }
        self.waiters.append(request)
        return actions + self.openForWaiters()
    }

    /// A task no longer waits; it is forgotten if it still waited.
    mutating func leaseCancelled(by request: RequestID) {
        self.waiters.removeAll { $0 == request }
    }

    /// A connection is open.
    mutating func opened(_ id: ConnectionID, now: Instant) -> [Action] {
        guard case .opening = self.connections[id]?.state else { return [] }
        self.openingCount -= 1
        self.connections[id]?.openedAt = now
        return self.place(id, now: now)
    }

    /// A connection could not be opened: the task that waits longest hears why. ``closed(_:)`` follows.
    mutating func openFailed(_ id: ConnectionID, _ error: PostgresError) -> [Action] {
        guard case .opening = self.connections[id]?.state else { return [] }
        self.openingCount -= 1
        self.connections[id]?.state = .closing
        guard let waiter = self.waiters.popFirst() else { return [] }
        return [.fail(waiter, error)]
    }

    /// A task gave its connection back.
    mutating func released(_ id: ConnectionID, isReusable: Bool, now: Instant) -> [Action] {
        guard case .leased = self.connections[id]?.state else { return [] }
        guard isReusable, !self.isOld(id, now: now) else { return self.close(id) }
        return self.place(id, now: now)
    }

    /// A connection is closed, asked for or not.
    mutating func closed(_ id: ConnectionID) -> [Action] {
        if case .opening = self.connections[id]?.state { self.openingCount -= 1 }
        self.idle.removeAll { $0 == id }
        self.connections[id] = nil
        if self.isFinished { return [.finish] }
        return self.openForWaiters()
    }

    /// Some time has passed: what nobody wanted for long, or what is old, is closed.
    mutating func ticked(now: Instant) -> [Action] {
        self.idle.filter { id in
            guard case .idle(let since) = self.connections[id]?.state else { return true }
            return now - since >= self.idleTimeout || self.isOld(id, now: now)
        }.flatMap { self.close($0) }
    }

    /// No more connections are lent; those that are out may finish.
    mutating func shutDown() -> [Action] {
        guard !self.isShutDown else { return self.isFinished ? [.finish] : [] }
        self.isShutDown = true
        let failures = self.waiters.map { Action.fail($0, PostgresError(.shutDown)) }
        self.waiters.removeAll()
        let opening = self.connections.keys.filter { self.isOpening($0) }.sorted()
        let closings = (self.idle + opening).flatMap { self.close($0) }
        return failures + closings + (self.isFinished ? [.finish] : [])
    }

    // MARK: Parts

    /// How many more connections may be opened.
    private var freeCount: Int { self.maximumConnectionCount - self.connections.count }

    private func isOld(_ id: ConnectionID, now: Instant) -> Bool {
        guard let openedAt = self.connections[id]?.openedAt else { return false }
        return now - openedAt >= self.maximumConnectionAge
    }

    private mutating func place(_ id: ConnectionID, now: Instant) -> [Action] {
        guard !self.isShutDown else { return self.close(id) }
        if let waiter = self.waiters.popFirst() {
            self.connections[id]?.state = .leased
            return [.lend(id, to: waiter, wasIdle: false)]
        }
        self.connections[id]?.state = .idle(since: now)
        self.idle.append(id)
        return []
    }

    private mutating func close(_ id: ConnectionID) -> [Action] {
        if case .opening = self.connections[id]?.state { self.openingCount -= 1 }
        self.idle.removeAll { $0 == id }
        self.connections[id]?.state = .closing
        return [.close(id)]
    }

    /// Opens as many connections as there are waiters without one on its way.
    private mutating func openForWaiters() -> [Action] {
        var actions: [Action] = []
        while !self.isShutDown, self.openingCount < self.waiters.count, self.freeCount > 0 {
            self.lastConnectionID += 1
            self.openingCount += 1
            self.connections[self.lastConnectionID] = Connection(state: .opening, openedAt: nil)
            actions.append(.open(self.lastConnectionID))
        }
        return actions
    }
}
