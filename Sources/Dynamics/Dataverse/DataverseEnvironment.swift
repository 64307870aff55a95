/// A Dataverse environment that may be searched, such as `https://acme.crm4.dynamics.com`.
public struct DataverseEnvironment: Hashable, Sendable {
    /// The version of the Web API that the queries are written for.
    static let path = "/api/data/v9.2"

    /// The server.
    public let endpoint: Endpoint

    /// Reads an environment's URL.
    ///
    /// - Throws: ``EgressRefusal`` when the policy lets nobody call there.
    public init(parsing url: String, policy: EgressPolicy) throws(EgressRefusal) {
        self.endpoint = try policy.dataverse(url)
    }
}

extension DataverseEnvironment: CustomStringConvertible {
    /// The URL without a slash at its end.
    public var description: String { self.endpoint.url }
}
