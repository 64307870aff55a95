import CPostgres
import Glibc

/// Speaks with the server through one connection, on the one thread that owns it.
///
/// libpq is used without blocking: the thread sleeps only in `poll`, where a deadline or a cancelled task ends the wait.
/// Statements travel in libpq's pipeline mode, so that several make one round trip. Once a wait is given up, what comes
/// next on the connection is unknown; it is then ``isBroken`` and can only be closed.
final class Conversation {
    /// What the failure of a statement means for data.
    enum Effect {
        /// The statement commits by itself: without an answer nobody knows whether it did.
        case autocommit
        /// The statement is part of a transaction that is not yet committed.
        case transactional
        /// The statement is COMMIT.
        case commit
    }

    /// What `poll` calls a socket that takes more.
    static let writable = POLLOUT

    let handle: ConnectionHandle
    let wake: WakeSignal
    let notices: NoticeLog
    var prepared: PreparedStatements
    /// Whether the connection can only be closed.
    private(set) var isBroken = false
    /// Whether the connection works still but should be replaced when it is given back.
    var isWorn = false
    /// Whether the transaction was begun READ ONLY by us.
    var isReadOnly = false

    init(handle: ConnectionHandle, wake: WakeSignal, notices: NoticeLog, maximumPreparedStatementCount: Int) {
        self.handle = handle
        self.wake = wake
        self.notices = notices
        self.prepared = PreparedStatements(maximumCount: maximumPreparedStatementCount)
    }

    /// Whether the next user finds the connection as though it were new: alive, idle and outside a transaction.
    var isReusable: Bool {
        !self.isBroken && !self.isWorn && self.handle.transactionStatus == PQTRANS_IDLE
    }

    /// Looks, without waiting, whether the server has hung up.
    func isAlive() -> Bool {
        guard !self.isBroken else { return false }
        let ready = self.wake.poll(socket: self.handle.socket, events: POLLIN, until: .now)
        if ready != 0, !self.handle.consumeInput() || self.handle.isBad { self.isBroken = true }
        return !self.isBroken
    }

    /// Sleeps between jobs until there is one, or the server has hung up.
    func sleep(until deadline: ContinuousClock.Instant? = nil) {
        let ready = self.wake.poll(socket: self.handle.socket, events: POLLIN, until: deadline)
        if ready != 0, !self.handle.consumeInput() || self.handle.isBad { self.isBroken = true }
    }

    /// Sleeps until the socket is ready.
    func wait(for events: Int32, _ limits: Limits) throws(PostgresError) {
        while true {
            try limits.check()
            guard let socket = self.handle.socket else { throw self.lost() }
            let ready = self.wake.poll(socket: socket, events: events, until: limits.deadline)
            if ready != 0 { return }
        }
    }

    /// Sends all that is queued, and reads meanwhile, for a server that must answer before it listens again.
    func flush(_ limits: Limits) throws(PostgresError) {
        while true {
            switch PQflush(self.handle.pointer) {
            case 0: return
            case 1: try self.wait(for: POLLIN | POLLOUT, limits)
            default: throw self.lost()
            }
            // A server that hung up may have said why; reading the results will tell.
            guard self.handle.consumeInput() else { return }
        }
    }

    /// The next result when it is there; `nil` at the end of a statement's results.
    func nextResult(_ limits: Limits) throws(PostgresError) -> ResultHandle? {
        while self.handle.isBusy {
            try self.wait(for: POLLIN, limits)
            guard self.handle.consumeInput() else { break }
        }
        return self.handle.nextResult()
    }

    /// Sleeps until there is something to read or the deadline passes.
    func wakefulWait(until deadline: ContinuousClock.Instant) {
        _ = self.wake.poll(socket: self.handle.socket, events: POLLIN, until: deadline)
    }

    /// Marks the connection as one that can only be closed.
    func markBroken() {
        self.isBroken = true
    }

    /// Marks the connection as one that can only be closed, and says that it was lost.
    func lost() -> PostgresError {
        self.isBroken = true
        var error = PostgresError(.connectionLost)
        error.serverMessage = self.handle.errorMessage
        return error
    }

    /// Runs a conversation; when it is given up halfway, the connection is broken.
    func guarding<Value>(
        _ effect: Effect,
        _ body: () throws(PostgresError) -> Value
    ) throws(PostgresError) -> Value {
        guard !self.isBroken else { throw PostgresError(.connectionLost) }
        do throws(PostgresError) {
            return try body()
        } catch {
            throw self.judge(error, effect)
        }
    }

    /// Decides what a failure means for the connection and for the data.
    private func judge(_ error: PostgresError, _ effect: Effect) -> PostgresError {
        var error = error
        switch error.kind {
        case .cancelled, .deadlineExceeded, .connectionLost:
            let wasGivenUp = error.kind != .connectionLost
            if wasGivenUp { self.abandon(effect) }
            self.isBroken = true
            if effect == .commit { return PostgresError(.commitUncertain) }
            error.isAmbiguous = effect == .autocommit
        default:
            error.isReadOnlyByRequest = self.isReadOnly && error.sqlState == .readOnlyTransaction
            // A server that became a standby answers 25006 from now on; another connection may find the primary.
            if error.kind == .stalePlan || error.disposition == .retry { self.isWorn = true }
            if self.handle.isBad { self.isBroken = true }
        }
        return error
    }

    /// Asks the server to stop what nobody waits for. A COMMIT is never cancelled: waiting for a standby it would
    /// succeed, with a warning.
    private func abandon(_ effect: Effect) {
        guard !self.isBroken, effect != .commit, self.handle.transactionStatus == PQTRANS_ACTIVE else { return }
        CancelRequest.send(for: self.handle)
    }
}
