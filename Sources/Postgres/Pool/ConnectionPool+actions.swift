import Logging
import Synchronization

extension ConnectionPool {
    /// Tells the state machine of an event and does what it decides.
    func send(_ event: (inout PoolStateMachine) -> [Machine.Action]) {
        self.perform(self.state.withLock { event(&$0.machine) })
    }

    /// Carries out what the state machine decided, after letting go of the lock.
    func perform(_ actions: [Machine.Action]) {
        for action in actions {
            switch action {
            case .lend(let id, let request, let wasIdle): self.lend(id, to: request, wasIdle: wasIdle)
            case .open(let id): self.open(id)
            case .close(let id): self.state.withLock { $0.threads[id] }?.close()
            case .fail(let request, let error): self.answer(request, .failure(error))
            case .finish: self.ending.announce()
            }
        }
    }

    private func lend(_ id: Machine.ConnectionID, to request: Machine.RequestID, wasIdle: Bool) {
        let thread = self.state.withLock { $0.threads[id] }
        let grant = thread.map { Grant(id: id, thread: $0, wasIdle: wasIdle) }
        let answer = grant.map(Result.success) ?? .failure(PostgresError(.connectionLost))
        // A task that gave up in this very moment leaves the connection to the next.
        guard self.answer(request, answer) else {
            self.send { $0.released(id, isReusable: true, now: .now) }
            return
        }
    }

    private func open(_ id: Machine.ConnectionID) {
        do throws(PostgresError) {
            let thread = try ConnectionThread()
            let isWanted = self.state.withLock { state in
                state.threads[id] = thread
                return state.machine.isOpening(id)
            }
            // The pool was shut down in this very moment and found no thread to tell.
            if !isWanted { thread.close() }
            let events = ConnectionThread.Events(
                opened: { self.opened(id, $0) },
                closed: { self.closed(id) }
            )
            try thread.start(url: self.url, settings: self.configuration.settings, events: events)
        } catch {
            self.opened(id, .failure(error))
            self.closed(id)
        }
    }

    private func opened(_ id: Machine.ConnectionID, _ outcome: Result<Void, PostgresError>) {
        switch outcome {
        case .success:
            self.logger.debug("database connection opened", metadata: ["connection": "\(id)"])
            self.send { $0.opened(id, now: .now) }
        case .failure(let error):
            self.logger.debug(
                "database connection refused",
                metadata: ["connection": "\(id)", "reason": "\(error.description)"]
            )
            self.send { $0.openFailed(id, error) }
        }
    }

    private func closed(_ id: Machine.ConnectionID) {
        self.logger.debug("database connection closed", metadata: ["connection": "\(id)"])
        let actions = self.state.withLock { state in
            state.threads[id] = nil
            return state.machine.closed(id)
        }
        self.perform(actions)
    }
}
