import CPostgres

extension Conversation {
    /// Begins a transaction, with its prologue, in one round trip.
    func begin(_ prologue: TransactionPrologue, _ limits: Limits) throws(PostgresError) {
        let statements = [Query(unsafe: prologue.beginSQL)] + prologue.statements
        self.isReadOnly = prologue.access == .readOnly
        _ = try self.exchange(statements, .transactional, limits, prepares: false)
    }

    /// Commits, and believes only an answer that says so without a warning.
    func commit(_ limits: Limits) throws(PostgresError) {
        defer { self.isReadOnly = false }
        let results: [ResultHandle]
        do {
            results = try self.exchange(["COMMIT"], .commit, limits, prepares: false)
        } catch {
            // An error that leaves the connection alive, such as a deferred constraint, is an honest rollback. One that
            // ends the connection can come after the commit record was written.
            guard self.isBroken || self.handle.isBad else { throw error }
            self.markBroken()
            var uncertain = PostgresError(.commitUncertain)
            uncertain.sqlState = error.sqlState
            uncertain.serverMessage = error.serverMessage
            throw uncertain
        }
        if !self.notices.warnings.isEmpty {
            var uncertain = PostgresError(.commitUncertain, "COMMIT was answered with a warning")
            uncertain.sqlState = self.notices.warnings.first
            throw uncertain
        }
        guard results.first?.commandTag == "COMMIT" else { throw PostgresError(.transactionAborted) }
    }

    /// Rolls back; a connection on which even that fails is closed, which rolls back too.
    func rollback(_ limits: Limits) {
        defer { self.isReadOnly = false }
        do {
            _ = try self.exchange(["ROLLBACK"], .transactional, limits, prepares: false)
        } catch {
            self.markBroken()
        }
    }

    /// Runs text with any number of statements and drops their rows.
    func run(script: String, _ limits: Limits) throws(PostgresError) {
        guard !script.utf8.contains(0) else {
            throw PostgresError(.invalidParameter, "a statement has a NUL character")
        }
        try limits.check()
        self.notices.clear()
        try self.withoutPipeline { () throws(PostgresError) in
            try self.guarding(self.effectNow) { () throws(PostgresError) in
                guard PQsendQuery(self.handle.pointer, script) == 1 else { throw self.lost() }
                try self.flush(limits)
                try self.finishStatement(limits)
            }
        }
    }

    /// Leaves pipeline mode for what it does not carry, and enters it again.
    ///
    /// What `body` gives up is to be cancelled within it, by ``guarding(_:_:)``: libpq does not go back into pipeline mode
    /// while an answer is outstanding, and a connection that is broken cancels nothing.
    func withoutPipeline<Value>(_ body: () throws(PostgresError) -> Value) throws(PostgresError) -> Value {
        guard !self.isBroken, PQexitPipelineMode(self.handle.pointer) == 1 else { throw self.lost() }
        let outcome = Result(catching: body)
        if !self.isBroken, PQenterPipelineMode(self.handle.pointer) != 1 { self.markBroken() }
        return try outcome.get()
    }

    /// Reads the rest of what a simple statement answers.
    ///
    /// - Returns: The last result.
    /// - Throws: The first failure.
    @discardableResult
    func finishStatement(_ limits: Limits) throws(PostgresError) -> ResultHandle? {
        var failure: PostgresError?
        var last: ResultHandle?
        while let result = try self.nextResult(limits) {
            switch result.status {
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                self.markBroken()
                throw PostgresError(.unsupportedStatement, "COPY runs only in copyIn")
            default:
                last = result
                guard result.isError else { continue }
                let error = PostgresError(result, wasPrepared: false)
                failure = failure ?? (error.sqlState == nil ? self.lost() : error)
            }
        }
        if let failure { throw failure }
        guard !self.handle.isBad else { throw self.lost() }
        return last
    }

    /// Gives the server a moment to answer what was cancelled, so that it has let go of the connection before we do.
    func settle(until deadline: ContinuousClock.Instant) {
        while !self.handle.isBad, self.handle.transactionStatus == PQTRANS_ACTIVE, deadline > .now {
            self.wakefulWait(until: deadline)
            guard self.handle.consumeInput() else { return }
            while !self.handle.isBusy, let result = self.handle.nextResult() {
                switch result.status {
                case PGRES_PIPELINE_SYNC, PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH: return
                default: continue
                }
            }
        }
    }
}
