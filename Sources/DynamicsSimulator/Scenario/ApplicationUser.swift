/// An application's user in a Dataverse environment, without which its tokens are good for nothing there.
public struct ApplicationUser: Sendable, Hashable {
    /// The application's client GUID in lower case.
    public var clientID: String
    /// The names of its security roles; with none, every request is 403.
    public var roles: [String]
    /// A disabled user is 403 everywhere.
    public var isDisabled: Bool
    /// Whether application access control keeps the application out (403 `0x80095ffc`).
    public var isRestricted: Bool
    /// What it may read where that is not everything.
    public var read: [DataverseTable: ReadDepth]

    /// A user that may read everything, unless `read` says otherwise.
    public init(
        clientID: String,
        roles: [String] = ["Voice ApiUser"],
        isDisabled: Bool = false,
        isRestricted: Bool = false,
        read: [DataverseTable: ReadDepth] = [:]
    ) {
        self.clientID = clientID.lowercased()
        self.roles = roles
        self.isDisabled = isDisabled
        self.isRestricted = isRestricted
        self.read = read
    }

    func readDepth(of table: DataverseTable) -> ReadDepth {
        guard !self.roles.isEmpty else { return .none }
        return self.read[table] ?? .organization
    }
}
