extension Upstream {
    /// Asks Entra for a document that everybody may read, to see whether its host can be reached at all.
    ///
    /// Whatever it answers, it was reached.
    ///
    /// - Returns: Why it cannot be reached; `nil` if it can.
    public func reach(_ authority: Endpoint, deadline: ContinuousClock.Instant) async -> DynamicsError? {
        let request = UpstreamRequest(
            endpoint: authority,
            target: "/common/v2.0/.well-known/openid-configuration",
            method: .get,
            headers: [("Accept", "application/json")]
        )
        do throws(DynamicsError) {
            _ = try await self.send(request, deadline: deadline)
            return nil
        } catch {
            return error
        }
    }
}
