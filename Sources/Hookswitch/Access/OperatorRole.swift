/// What an operator is there for, and so what they may do.
public enum OperatorRole: String, CaseIterable, Codable, Hashable, Sendable {
    /// Everything, who may do what included.
    case admin
    /// Brings tenants on and runs them.
    case `operator`
    /// Helps customers: finds out why a call went where it went.
    case support
    /// Checks what others did.
    case auditor
    /// Looks, and neither changes nor asks a customer's CRM.
    case readOnly = "read_only"

    /// The role's rights.
    public var permissions: Set<Permission> {
        switch self {
        case .admin:
            Set(Permission.allCases)
        case .operator:
            // No erasure, no offboarding and no whole numbers: what cannot be taken back, or seen again unseen, is the admin's to grant.
            [
                .tenantsRead, .tenantsWrite, .credentialsRead, .credentialsWrite, .routingWrite, .decisionsRead,
                .explain, .auditRead, .importTenants, .systemRead,
            ]
        case .support:
            [.tenantsRead, .credentialsRead, .decisionsRead, .decisionsReveal, .explain, .systemRead]
        case .auditor:
            [.tenantsRead, .credentialsRead, .decisionsRead, .auditRead, .systemRead]
        case .readOnly:
            [.tenantsRead, .credentialsRead, .decisionsRead, .systemRead]
        }
    }
}
