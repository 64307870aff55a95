extension Upstream {
    /// Finds the addresses of a server that may be called, as text, in the order in which they are tried; never empty.
    public func addresses(
        of endpoint: Endpoint,
        deadline: ContinuousClock.Instant
    ) async throws(DynamicsError) -> [String] {
        try await self.resolver.addresses(of: endpoint, deadline: deadline).map(\.description)
    }

    /// Asks a Dataverse environment without a token, to see whether one is there and whose it is.
    ///
    /// - Parameter policy: Which hosts are Dataverse's.
    public func greet(
        _ environment: DataverseEnvironment,
        policy: EgressPolicy,
        deadline: ContinuousClock.Instant
    ) async throws(DynamicsError) -> EnvironmentGreeting {
        let request = UpstreamRequest(
            endpoint: environment.endpoint,
            target: "\(DataverseEnvironment.path)/WhoAmI",
            method: .get,
            headers: [("Accept", "application/json"), ("OData-MaxVersion", "4.0"), ("OData-Version", "4.0")]
        )
        let response = try await self.send(request, deadline: deadline)
        return EnvironmentGreeting(response, from: environment.endpoint.host, policy: policy)
    }
}
