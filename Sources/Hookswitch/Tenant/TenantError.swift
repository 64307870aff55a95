/// Why a tenant could not be changed or looked at.
public enum TenantError: Error, Hashable, Sendable {
    /// There is no tenant of that name.
    case unknownTenant
    /// The tenant never had a document of that version.
    case unknownVersion
}

extension TenantError: CustomStringConvertible {
    /// The reason, for the operator.
    public var description: String {
        switch self {
        case .unknownTenant: "there is no tenant of that name"
        case .unknownVersion: "the tenant has no such version"
        }
    }
}
