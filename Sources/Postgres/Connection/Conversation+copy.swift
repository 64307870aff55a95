import CPostgres

extension Conversation {
    /// Sends data to `COPY … FROM STDIN`.
    ///
    /// - Returns: How many rows were written.
    func copyIn(_ statement: String, chunks: [[UInt8]], _ limits: Limits) throws(PostgresError) -> Int {
        guard !statement.utf8.contains(0) else {
            throw PostgresError(.invalidParameter, "a statement has a NUL character")
        }
        guard chunks.allSatisfy({ $0.count <= Int32.max }) else {
            throw PostgresError(.invalidParameter, "a chunk is longer than the protocol can say")
        }
        try limits.check()
        self.notices.clear()
        return try self.withoutPipeline { () throws(PostgresError) -> Int in
            try self.guarding(self.effectNow) { () throws(PostgresError) -> Int in
                guard PQsendQuery(self.handle.pointer, statement) == 1 else { throw self.lost() }
                try self.flush(limits)
                guard try self.copyBegins(limits) else {
                    throw PostgresError(.unsupportedStatement, "copyIn runs only COPY FROM STDIN")
                }
                try self.put(chunks, limits)
                return try self.finishStatement(limits)?.affectedRowCount ?? 0
            }
        }
    }

    /// Reads the answer to the statement itself.
    ///
    /// - Returns: Whether the server waits for data.
    private func copyBegins(_ limits: Limits) throws(PostgresError) -> Bool {
        guard let result = try self.nextResult(limits) else { return false }
        switch result.status {
        case PGRES_COPY_IN:
            return true
        case PGRES_COPY_OUT, PGRES_COPY_BOTH:
            self.markBroken()
            return false
        default:
            try self.finishStatement(limits)
            guard result.isError else { return false }
            let error = PostgresError(result, wasPrepared: false)
            throw error.sqlState == nil ? self.lost() : error
        }
    }

    /// Sends the chunks and the end. A server that has refused them says so in the result that comes after.
    private func put(_ chunks: [[UInt8]], _ limits: Limits) throws(PostgresError) {
        for chunk in chunks where !chunk.isEmpty {
            let wasTaken = try self.queue(limits) {
                chunk.withUnsafeBytes { raw in
                    PQputCopyData(
                        self.handle.pointer,
                        raw.baseAddress?.assumingMemoryBound(to: CChar.self),
                        Int32(clamping: raw.count)
                    )
                }
            }
            guard wasTaken else { return }
            try self.flush(limits)
        }
        guard try self.queue(limits, { PQputCopyEnd(self.handle.pointer, nil) }) else { return }
        try self.flush(limits)
    }

    /// Repeats a call until libpq's buffer has room for it.
    ///
    /// - Returns: Whether libpq took it; no means that the server has ended the COPY.
    private func queue(_ limits: Limits, _ call: () -> Int32) throws(PostgresError) -> Bool {
        while true {
            switch call() {
            case 1: return true
            case 0: try self.wait(for: Self.writable, limits)
            default: return false
            }
        }
    }
}
