public import Logging
public import ServiceLifecycle
import Synchronization

/// Lends connections to tasks, each for the length of a closure, and never more than its limit at once.
///
/// Connections open on demand, so the pool needs no ``run()`` to work; `run()` closes what nobody uses, and closes all
/// at a graceful shutdown. What was left inside a transaction, or was given up halfway, is not lent again.
public final class ConnectionPool: Sendable, Service {
    typealias Machine = PoolStateMachine

    /// A connection that a task may use.
    struct Grant: Sendable {
        let id: Machine.ConnectionID
        let thread: ConnectionThread
        let wasIdle: Bool
    }

    /// A task that asked, and what it knows so far.
    enum Waiter {
        /// It does not sleep yet.
        case awake
        /// It sleeps.
        case asleep(CheckedContinuation<Result<Grant, PostgresError>, Never>)
        /// It has its answer and does not know yet.
        case answered(Result<Grant, PostgresError>)
    }

    struct State {
        var machine: PoolStateMachine
        var threads: [Machine.ConnectionID: ConnectionThread] = [:]
        var waiters: [Machine.RequestID: Waiter] = [:]
        var lastRequestID: Machine.RequestID = 0
    }

    /// How often ``run()`` looks for connections to close.
    static let tickInterval: Duration = .seconds(1)

    /// What starting a thread and looking up names may take beside the time of each host.
    static let openingMargin: Duration = .seconds(1)

    let url: DatabaseURL
    let configuration: PoolConfiguration
    /// How long opening a connection can take, if all hosts but the last keep silent.
    let openingTime: Duration
    let logger: Logger
    let state: Mutex<State>
    /// When the pool was shut down and all connections are closed.
    let ending = Ending()

    /// Makes a pool; it opens nothing yet.
    public init(url: DatabaseURL, configuration: PoolConfiguration = PoolConfiguration(), logger: Logger) {
        self.url = url
        self.configuration = configuration
        self.openingTime =
            (url.connectTimeout ?? configuration.connectTimeout) * url.attempts.count + Self.openingMargin
        self.logger = logger
        self.state = Mutex(State(machine: PoolStateMachine(configuration)))
    }

    /// How the pool stands now.
    public var statistics: PoolStatistics {
        self.state.withLock { $0.machine.statistics }
    }

    /// Closes what nobody uses until a graceful shutdown or cancellation, then closes all.
    public func run() async throws {
        do {
            try await cancelWhenGracefulShutdown {
                while true {
                    try await Task.sleep(for: Self.tickInterval)
                    self.send { $0.ticked(now: .now) }
                }
            }
        } catch is CancellationError {
            await self.shutdown()
        }
    }

    /// Lends a connection. Each statement on it commits by itself.
    ///
    /// - Parameters:
    ///   - deadline: When all of it must be done, waiting for the connection included.
    ///   - body: What to do; the connection refuses use after it.
    /// - Throws: ``PostgresError`` if no connection is to be had, else what `body` throws.
    @discardableResult
    public func withConnection<Value: Sendable>(
        deadline: ContinuousClock.Instant? = nil,
        isolation: isolated (any Actor)? = #isolation,
        _ body: (Connection) async throws -> Value
    ) async throws -> Value {
        let grant = try await self.lease(until: deadline)
        let lease = self.makeLease(grant, deadline)
        defer { self.release(grant, lease) }
        return try await body(Connection(lease: lease))
    }

    /// Lends a transaction: commits when `body` returns, rolls back when it throws.
    ///
    /// - Parameters:
    ///   - prologue: What travels with BEGIN.
    ///   - deadline: When all of it must be done, waiting for the connection included. COMMIT is not sent after it.
    ///   - statementTimeout: The longest time for one statement; `nil` for that of the configuration.
    ///   - body: What to do; the transaction refuses use after it.
    /// - Throws: ``PostgresError`` for the pool, the prologue and COMMIT, else what `body` throws. Only an error whose
    ///   disposition is ``Disposition/ambiguous`` leaves open whether the transaction was committed.
    @discardableResult
    public func withTransaction<Value: Sendable>(
        _ prologue: TransactionPrologue = .none,
        deadline: ContinuousClock.Instant? = nil,
        statementTimeout: Duration? = nil,
        isolation: isolated (any Actor)? = #isolation,
        _ body: (Transaction) async throws -> Value
    ) async throws -> Value {
        let grant = try await self.lease(until: deadline)
        let lease = self.makeLease(grant, deadline, statementTimeout)
        defer { self.release(grant, lease) }
        let value: Value
        do {
            try await lease.begin(prologue)
            value = try await body(Transaction(lease: lease))
        } catch {
            await lease.rollback()
            throw error
        }
        do {
            try await lease.commit()
        } catch {
            await lease.rollback()
            throw error
        }
        return value
    }
}
