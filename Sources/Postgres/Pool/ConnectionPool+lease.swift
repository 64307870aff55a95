import Synchronization

extension ConnectionPool {
    /// Waits for a connection that works.
    func lease(until deadline: ContinuousClock.Instant?) async throws(PostgresError) -> Grant {
        let own = ContinuousClock.Instant.now + self.configuration.leaseTimeout
        let deadline = deadline.map { min($0, own) } ?? own
        while true {
            let grant = try await self.request(until: deadline)
            guard grant.wasIdle, await !self.isAlive(grant.thread) else { return grant }
            grant.thread.close()
            self.send { $0.released(grant.id, isReusable: false, now: .now) }
        }
    }

    func makeLease(_ grant: Grant, _ deadline: ContinuousClock.Instant?) -> Lease {
        Lease(thread: grant.thread, deadline: deadline, statementTimeout: self.configuration.statementTimeout)
    }

    /// Takes a connection back.
    func release(_ grant: Grant, _ lease: Lease) {
        lease.end()
        let isReusable = grant.thread.isReusable
        self.send { $0.released(grant.id, isReusable: isReusable, now: .now) }
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
    private func request(until deadline: ContinuousClock.Instant) async throws(PostgresError) -> Grant {
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
            await self.sleep(request, until: deadline)
        } onCancel: {
            self.giveUp(request, PostgresError(.cancelled))
        }
        return try outcome.get()
    }

    /// Sleeps until there is an answer; at the deadline that is the lease timeout.
    private func sleep(
        _ request: Machine.RequestID,
        until deadline: ContinuousClock.Instant
    ) async -> Result<Grant, PostgresError> {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    try await Task.sleep(until: deadline, clock: .continuous)
                } catch {
                    return
                }
                self.giveUp(request, PostgresError(.leaseTimeout))
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
