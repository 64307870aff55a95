extension Lease {
    func query(_ query: Query) async throws(PostgresError) -> [Row] {
        try await self.perform { (conversation, limits) throws(PostgresError) -> [Row] in
            try conversation.exchange([query], conversation.effectNow, limits).first?.rows ?? []
        }
    }

    func execute(_ query: Query) async throws(PostgresError) -> Int {
        try await self.perform { (conversation, limits) throws(PostgresError) -> Int in
            try conversation.exchange([query], conversation.effectNow, limits).first?.affectedRowCount ?? 0
        }
    }

    func batch(_ queries: [Query]) async throws(PostgresError) -> [[Row]] {
        guard !queries.isEmpty else { return [] }
        return try await self.perform { (conversation, limits) throws(PostgresError) -> [[Row]] in
            try conversation.exchange(queries, conversation.effectNow, limits).map(\.rows)
        }
    }

    func copyIn(_ statement: String, chunks: [[UInt8]]) async throws(PostgresError) -> Int {
        try await self.perform { (conversation, limits) throws(PostgresError) -> Int in
            try conversation.copyIn(statement, chunks: chunks, limits)
        }
    }

    func run(script: String) async throws(PostgresError) {
        try await self.perform { (conversation, limits) throws(PostgresError) in
            try conversation.run(script: script, limits)
        }
    }
}
