/// An Entra ID tenant (directory) of a scenario.
public struct EntraTenant: Sendable, Hashable {
    /// The tenant's GUID in lower case.
    public var id: String
    /// The verified domains, by which requests may also name the tenant.
    public var domains: [String]
    /// The applications that the tenant knows.
    public var applications: [EntraApplication]

    /// A tenant with this GUID.
    public init(id: String, domains: [String] = [], applications: [EntraApplication] = []) {
        self.id = id.lowercased()
        self.domains = domains.map { $0.lowercased() }
        self.applications = applications
    }
}
