/// The stable names of what the doctor looks at: a closed list, each with a page (`DoctorCheckID+page.swift`).
public enum DoctorCheckID: String, Codable, CaseIterable, Hashable, Sendable {
    case configuration
    case proxies
    case database
    case clock
    case schema
    case roles
    case tenantKeys = "tenant-keys"
    case keyRing = "keyring"
    case spool
    case upstream
    case publicURL = "public-url"
    case publicCertificate = "public-certificate"
    case environment
    case databaseTLS = "database-tls"
    case rowSecurity = "row-security"
    case secretOrigins = "secret-origins"
    case adminHTTPS = "admin-https"
    case backup
    case unit
    case watchdog

    /// What stands before the name where kinds of problems have names, too.
    private static let prefix = "doctor."

    /// The name of the check's page below `/problems`, such as `doctor.database-tls`.
    public var pageName: String { Self.prefix + self.rawValue }

    /// The check that a page is about; `nil` if there is no such page.
    public init?(pageName: String) {
        guard pageName.hasPrefix(Self.prefix) else { return nil }
        self.init(rawValue: String(pageName.dropFirst(Self.prefix.count)))
    }
}
