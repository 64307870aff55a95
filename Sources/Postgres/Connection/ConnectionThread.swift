import DequeModule
import Synchronization

/// One connection and the thread that alone uses it: jobs are sent to it, and their outcomes come back.
///
/// There are as many of these threads as connections, so the pool's size bounds them.
final class ConnectionThread: Sendable {
    /// What the thread tells of its life, on the thread itself.
    struct Events: Sendable {
        /// The connection is open, or could not be opened; after a failure comes ``closed``.
        let opened: @Sendable (Result<Void, PostgresError>) -> Void
        /// The connection is closed and the thread is about to end.
        let closed: @Sendable () -> Void
    }

    private typealias Job = @Sendable (Result<Conversation, PostgresError>) -> Void

    private struct Mailbox {
        var jobs: Deque<Job> = []
        var isClosing = false
        var isReusable = false
    }

    /// How long a server may take to answer what was cancelled, before the connection is closed all the same.
    static let settlingTime: Duration = .seconds(1)

    private let wake: WakeSignal
    private let mailbox = Mutex(Mailbox())

    init() throws(PostgresError) {
        self.wake = try WakeSignal()
    }

    /// Starts the thread, which opens the connection.
    func start(url: DatabaseURL, settings: ConnectionSettings, events: Events) throws(PostgresError) {
        try DedicatedThread.start { self.main(url, settings, events) }
    }

    /// Whether the next user would find the connection as though it were new, as of the last job.
    var isReusable: Bool {
        self.mailbox.withLock { $0.isReusable && !$0.isClosing && $0.jobs.isEmpty }
    }

    /// Closes the connection after the job that runs now.
    func close() {
        self.mailbox.withLock { $0.isClosing = true }
        self.wake.raise()
    }

    /// Runs a job on the connection.
    ///
    /// - Parameters:
    ///   - deadline: When to give up, also on waiting for an earlier job of the same user.
    ///   - isCancellable: Whether cancelling the task ends the wait. Not so for COMMIT and ROLLBACK.
    func perform<Value: Sendable>(
        deadline: ContinuousClock.Instant?,
        isCancellable: Bool = true,
        _ work: @escaping @Sendable (Conversation, Limits) throws(PostgresError) -> Value
    ) async throws(PostgresError) -> Value {
        let cancellation = Cancellation()
        let limits = Limits(deadline: deadline) { isCancellable && cancellation.isRequested }
        let outcome: Result<Value, PostgresError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                self.enqueue { connection in
                    let outcome = connection.flatMap { conversation in
                        Result { () throws(PostgresError) -> Value in try work(conversation, limits) }
                    }
                    if case .success(let conversation) = connection { self.note(conversation) }
                    continuation.resume(returning: outcome)
                }
            }
        } onCancel: {
            cancellation.request()
            self.wake.raise()
        }
        return try outcome.get()
    }

    private func enqueue(_ job: @escaping Job) {
        let isAccepted = self.mailbox.withLock { mailbox in
            guard !mailbox.isClosing else { return false }
            mailbox.jobs.append(job)
            return true
        }
        guard isAccepted else { return job(.failure(PostgresError(.connectionLost))) }
        self.wake.raise()
    }

    private func note(_ conversation: Conversation) {
        let isReusable = conversation.isReusable
        self.mailbox.withLock { $0.isReusable = isReusable }
    }

    // MARK: On the thread

    private func main(_ url: DatabaseURL, _ settings: ConnectionSettings, _ events: Events) {
        do throws(PostgresError) {
            // The connection is closed when this returns, before its place in the pool is given away.
            try self.converse(url, settings, events)
        } catch {
            events.opened(.failure(error))
        }
        events.closed()
    }

    private func converse(
        _ url: DatabaseURL,
        _ settings: ConnectionSettings,
        _ events: Events
    ) throws(PostgresError) {
        let conversation = try Conversation.open(url, settings, wake: self.wake) { self.isClosing }
        self.note(conversation)
        events.opened(.success(()))
        while let job = self.nextJob(conversation) {
            job(.success(conversation))
        }
        let refused = self.mailbox.withLock { mailbox in
            mailbox.isClosing = true
            defer { mailbox.jobs.removeAll() }
            return mailbox.jobs
        }
        for job in refused { job(.failure(PostgresError(.connectionLost))) }
        conversation.settle(until: .now + Self.settlingTime)
    }

    private var isClosing: Bool {
        self.mailbox.withLock { $0.isClosing }
    }

    /// Sleeps until there is a job; `nil` when the connection is to be closed, or is broken.
    private func nextJob(_ conversation: Conversation) -> Job? {
        while !conversation.isBroken {
            let (job, isClosing) = self.mailbox.withLock { ($0.jobs.popFirst(), $0.isClosing) }
            if let job { return job }
            if isClosing { return nil }
            conversation.sleep()
        }
        return nil
    }
}
