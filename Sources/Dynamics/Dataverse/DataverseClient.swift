import Routing

/// Asks one Dataverse environment with the tokens of one credential.
struct DataverseClient: Sendable {
    let environment: DataverseEnvironment
    let upstream: Upstream
    let tokens: AccessTokenSource
    let limit: ConcurrencyLimit

    /// The rows that answer a question, asked in a place of the ``limit`` that the caller has reserved.
    func rows(
        _ query: DataverseQuery,
        token: AccessToken,
        deadline: ContinuousClock.Instant,
        isFallback: Bool,
        recorder: LookupTraceRecorder
    ) async throws(DynamicsError) -> [DataverseRow] {
        let startedAt = ContinuousClock.now
        var status: Int?
        do throws(DynamicsError) {
            let response = try await self.get(query.target, token: token, deadline: deadline, recorder: recorder)
            status = response.status
            try DataverseResponse.check(response)
            let rows = try DataverseRow.read(response, of: query)
            recorder.request(query.table, isFallback, since: startedAt, status: status, rowCount: rows.count)
            return rows
        } catch {
            recorder.request(query.table, isFallback, since: startedAt, status: status, error: error)
            throw error
        }
    }

    /// Whom the environment takes the application for.
    func whoAmI(token: AccessToken, deadline: ContinuousClock.Instant) async throws(DynamicsError) -> WhoAmI {
        guard self.limit.reserve(1) else { throw .shed }
        defer { self.limit.release() }
        let target = "\(DataverseEnvironment.path)/WhoAmI"
        let response = try await self.get(target, token: token, deadline: deadline, recorder: LookupTraceRecorder())
        try DataverseResponse.check(response)
        return try WhoAmI(response)
    }

    /// Asks, and once more with a new token when the environment takes the first for expired or revoked.
    private func get(
        _ target: String,
        token: AccessToken,
        deadline: ContinuousClock.Instant,
        recorder: LookupTraceRecorder
    ) async throws(DynamicsError) -> UpstreamResponse {
        let response = try await self.send(target, token: token, deadline: deadline)
        guard response.status == 401, self.tokens.rejected(token) else { return response }

        let startedAt = ContinuousClock.now
        let grant = try await self.tokens.token(deadline: deadline)
        recorder.token(grant.wasHeld, since: startedAt)
        return try await self.send(target, token: grant.token, deadline: deadline)
    }

    private func send(
        _ target: String,
        token: AccessToken,
        deadline: ContinuousClock.Instant
    ) async throws(DynamicsError) -> UpstreamResponse {
        let request = UpstreamRequest(
            endpoint: self.environment.endpoint,
            target: target,
            method: .get,
            headers: [
                ("Authorization", "Bearer \(token.value.reveal())"),
                ("Accept", "application/json"),
                ("OData-MaxVersion", "4.0"),
                ("OData-Version", "4.0"),
                ("If-None-Match", "null"),
            ]
        )
        return try await self.upstream.send(request, deadline: deadline)
    }
}
