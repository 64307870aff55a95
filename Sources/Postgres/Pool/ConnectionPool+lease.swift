import Synchronization

extension ConnectionPool {
    /// When a task stops waiting for a connection.
    private struct Patience {
        /// For one to become free.
        let lease: ContinuousClock.Instant
        /// For one that is being opened.
        let opening: ContinuousClock.Instant
    }

    /// Waits for a connection that works.
    func lease(until deadline: ContinuousClock.Instant?) async throws(PostgresError) -> Grant {
        let patience = self.patience(until: deadline)
        while true {
            let grant = try await self.request(patience)
            guard grant.wasIdle, await !self.isAlive(grant.thread) else { return grant }
            grant.thread.close()
            self.send { $0.released(grant.id, isReusable: false, now: .now) }
        }
    }

    func makeLease(
        _ grant: Grant,
        _ deadline: ContinuousClock.Instant?,
        _ statementTimeout: Duration? = nil
    ) -> Lease {
        Lease(
            thread: grant.thread,
            deadline: deadline,
            statementTimeout: statementTimeout ?? self.configuration.statementTimeout
        )
    }

    /// Takes a connection back.
    func release(_ grant: Grant, _ lease: Lease) {
        lease.end()
        let isReusable = grant.thread.isReusable
        self.send { $0.released(grant.id, isReusable: isReusable, now: .now) }
    }

    private func patience(until deadline: ContinuousClock.Instant?) -> Patience {
        let now = ContinuousClock.Instant.now
        let lease = now + self.configuration.leaseTimeout
        let opening = max(lease, now + self.openingTime)
        return Patience(
            lease: deadline.map { min($0, lease) } ?? lease,
            opening: deadline.map { min($0, opening) } ?? opening
        )
    }

    private func isAlive(_ thread: ConnectionThread) async -> Bool {
        do {
            return try await thread.perform(deadline: nil, isCancellable: false) { conversation, _ in
                conversation.isAlive()
            }
        } catch {
            return false
        }
    }

    /// Asks for a connection and waits for one.
    private func request(_ patience: Patience) async throws(PostgresError) -> Grant {
        let (request, actions) = self.state.withLock { state in
            state.lastRequestID += 1
            state.waiters[state.lastRequestID] = .awake
            let actions = state.machine.leaseRequested(by: state.lastRequestID, now: .now)
            return (state.lastRequestID, actions)
        }
        self.perform(actions)
        let answer = self.state.withLock { Self.takeAnswer(&$0, request) }
        if let answer { return try answer.get() }

        let outcome = await withTaskCancellationHandler {
            await self.sleep(request, patience)
        } onCancel: {
            self.giveUp(request, PostgresError(.cancelled))
        }
        return try outcome.get()
    }

    /// Sleeps until there is an answer; when patience ends that is the lease timeout.
    private func sleep(
        _ request: Machine.RequestID,
        _ patience: Patience
    ) async -> Result<Grant, PostgresError> {
        await withTaskGroup(of: Void.self) { group in
            // A connection that is on its way comes, or says why it does not; who asked meanwhile waits for that.
            let wasOpening = self.isOpening
            group.addTask {
                do {
                    try await Task.sleep(until: patience.lease, clock: .continuous)
                    if wasOpening || self.isOpening {
                        try await Task.sleep(until: patience.opening, clock: .continuous)
                    }
                } catch {
                    return
                }
                let explanation = self.isOpening ? "no database connection could be opened in time" : nil
                self.giveUp(request, PostgresError(.leaseTimeout, explanation))
            }
            let outcome = await withCheckedContinuation { continuation in
                let answer = self.state.withLock { state in
                    let answer = Self.takeAnswer(&state, request)
                    if answer == nil { state.waiters[request] = .asleep(continuation) }
                    return answer
                }
                if let answer { continuation.resume(returning: answer) }
            }
            group.cancelAll()
            return outcome
        }
    }

    private var isOpening: Bool {
        self.state.withLock { $0.machine.isOpening }
    }

    /// The answer of a task that is not asleep, taken once.
    private static func takeAnswer(
        _ state: inout State,
        _ request: Machine.RequestID
    ) -> Result<Grant, PostgresError>? {
        guard case .answered(let answer) = state.waiters[request] else { return nil }
        state.waiters[request] = nil
        return answer
    }

    /// Ends a wait, unless it has its answer already.
    private func giveUp(_ request: Machine.RequestID, _ error: PostgresError) {
        self.state.withLock { $0.machine.leaseCancelled(by: request) }
        self.answer(request, .failure(error))
    }

    /// Gives a task its answer.
    ///
    /// - Returns: Whether the task had none before.
    @discardableResult
    func answer(_ request: Machine.RequestID, _ answer: Result<Grant, PostgresError>) -> Bool {
        let (isFirst, continuation) = self.state.withLock { state in
            switch state.waiters[request] {
            case .awake:
                state.waiters[request] = .answered(answer)
                return (true, CheckedContinuation<Result<Grant, PostgresError>, Never>?.none)
            case .asleep(let continuation):
                state.waiters[request] = nil
                return (true, continuation)
            case .answered, nil:
                return (false, nil)
            }
        }
        continuation?.resume(returning: answer)
        return isFirst
    }
}
