/// A Dataverse environment (organisation) of a scenario.
public struct DataverseEnvironment: Sendable, Hashable {
    /// The name by which the scenario and faults mean this environment.
    public var name: String
    /// The hosts that reach it, without port and in lower case; any port matches.
    public var hosts: [String]
    /// The organisation's GUID, which `WhoAmI` answers.
    public var organizationID: String
    /// The URL to which every request is redirected, as after a move to another geography; none if it never moved.
    public var movedTo: String?
    /// The GUID of the Entra tenant whose tokens it accepts.
    public var entraTenantID: String
    /// The application users, each with what it may read.
    public var applicationUsers: [ApplicationUser]
    /// The rows, by table.
    public var tables: [DataverseTable: [TableRow]]

    /// An environment that these hosts reach.
    public init(
        name: String,
        hosts: [String],
        organizationID: String,
        entraTenantID: String,
        movedTo: String? = nil,
        applicationUsers: [ApplicationUser] = [],
        tables: [DataverseTable: [TableRow]] = [:]
    ) {
        self.name = name
        self.hosts = hosts.map { $0.lowercased() }
        self.organizationID = organizationID.lowercased()
        self.movedTo = movedTo
        self.entraTenantID = entraTenantID.lowercased()
        self.applicationUsers = applicationUsers
        self.tables = tables
    }
}
