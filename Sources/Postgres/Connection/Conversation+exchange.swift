import CPostgres

extension Conversation {
    /// One message pair of the pipeline: what was sent, and for which statement.
    private struct Step {
        /// Which of the statements this is for; `nil` for our own housekeeping, whose failure harms nobody.
        let statement: Int?
        /// What the step prepares, to be forgotten if it fails.
        var preparing: PreparedStatements.Key?
        /// Whether the step executes something that was prepared.
        var isExecution = false
    }

    /// Sends statements in one round trip and gives the result of each.
    ///
    /// Outside a transaction they are one: a failure undoes those before it.
    ///
    /// - Throws: The first failure, with the statement's index.
    func exchange(
        _ statements: [Query],
        _ effect: Effect,
        _ limits: Limits,
        prepares: Bool = true
    ) throws(PostgresError) -> [ResultHandle] {
        for statement in statements {
            if let flaw = statement.flaw { throw flaw }
        }
        try limits.check()
        self.notices.clear()
        return try self.guarding(effect) { () throws(PostgresError) -> [ResultHandle] in
            var steps: [Step] = []
            for (index, statement) in statements.enumerated() {
                try self.send(statement, index: index, prepares: prepares, steps: &steps)
            }
            guard PQpipelineSync(self.handle.pointer) == 1 else { throw self.lost() }
            return try self.results(of: steps, statementCount: statements.count, limits)
        }
    }

    /// What failure would mean for statements that are sent now.
    var effectNow: Effect {
        self.handle.transactionStatus == PQTRANS_IDLE ? .autocommit : .transactional
    }

    /// Queues one statement, prepared or with its text.
    private func send(_ query: Query, index: Int, prepares: Bool, steps: inout [Step]) throws(PostgresError) {
        let sql = query.sql
        let key = PreparedStatements.Key(sql: sql, types: query.parameters.map(\.type))
        let plan = prepares ? self.prepared.plan(key) : .unnamed
        for name in self.prepared.takePendingDeallocation() {
            try self.require(PQsendQueryParams(self.handle.pointer, "DEALLOCATE \(name)", 0, nil, nil, nil, nil, 1))
            steps.append(Step(statement: nil))
        }
        let arguments = QueryArguments(query)
        switch plan {
        case .unnamed:
            try self.require(arguments.send(sql, on: self.handle))
            steps.append(Step(statement: index))
        case .prepare(let name):
            try self.require(arguments.sendPrepare(sql, name: name, on: self.handle))
            steps.append(Step(statement: index, preparing: key))
            try self.require(arguments.sendPrepared(name, on: self.handle))
            steps.append(Step(statement: index, isExecution: true))
        case .prepared(let name):
            try self.require(arguments.sendPrepared(name, on: self.handle))
            steps.append(Step(statement: index, isExecution: true))
        }
    }

    /// libpq refuses to queue only what is too big, or when the connection is gone.
    private func require(_ wasQueued: Int32) throws(PostgresError) {
        guard wasQueued == 1 else {
            guard !self.handle.isBad else { throw self.lost() }
            // What was queued before it has no end now.
            self.markBroken()
            var error = PostgresError(.invalidParameter, "the statement has more values than Postgres takes")
            error.serverMessage = self.handle.errorMessage
            throw error
        }
    }

    /// Reads until the pipeline is through.
    private func results(
        of steps: [Step],
        statementCount: Int,
        _ limits: Limits
    ) throws(PostgresError) -> [ResultHandle] {
        var results: [ResultHandle] = []
        results.reserveCapacity(statementCount)
        var failure: PostgresError?
        var commitFailure: PostgresError?
        var stepIndex = 0
        try self.flush(limits)
        while true {
            guard let result = try self.nextResult(limits) else {
                // A step ends with `nil`; more of them than steps means that nothing more will come.
                stepIndex += 1
                guard !self.handle.isBad, stepIndex <= steps.count + 1 else { throw failure ?? self.lost() }
                continue
            }
            if result.status == PGRES_PIPELINE_SYNC { break }
            guard stepIndex < steps.count else {
                // Outside a transaction the statements commit at the Sync, where a deferred constraint can refuse them.
                // If the Sync is answered after that, the refusal is an honest rollback; if the connection ends, nobody
                // knows.
                let error = PostgresError(result, wasPrepared: false)
                guard result.isError, error.sqlState != nil, commitFailure == nil, !self.handle.isBad else {
                    throw failure ?? self.lost()
                }
                commitFailure = error
                continue
            }
            let step = steps[stepIndex]
            if let error = self.error(in: result, of: step) {
                if let key = step.preparing { self.prepared.forget(key) }
                // After COPY began, libpq has no more to say until it ends; the connection is given up instead.
                guard !self.isBroken else { throw failure ?? error }
                if failure == nil, step.statement != nil { failure = error }
            } else if step.statement != nil, step.preparing == nil {
                results.append(result)
            }
        }
        if var failure = failure ?? commitFailure {
            if statementCount == 1 { failure.statementIndex = nil }
            throw failure
        }
        guard results.count == statementCount else { throw self.lost() }
        return results
    }

    /// What is wrong with a result, if anything is.
    private func error(in result: ResultHandle, of step: Step) -> PostgresError? {
        switch result.status {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
            return nil
        case PGRES_PIPELINE_ABORTED:
            // The failure before it is the one to report; this stands in if that was our own housekeeping.
            return PostgresError(.server, "a statement before it failed")
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
            self.markBroken()
            return PostgresError(.unsupportedStatement, "COPY runs only in copyIn")
        default:
            var error = PostgresError(result, wasPrepared: step.isExecution)
            error.statementIndex = step.statement
            // Without a code the message is libpq's own: the connection broke.
            if error.sqlState == nil { error = self.lost() }
            return error
        }
    }
}
