/// The tenants in which an operator may work.
public enum TenantReach: Hashable, Sendable {
    /// All there are and will be.
    case all
    /// These, with their slugs, and no others. It may be empty: a tenant that is gone leaves nothing behind to reach.
    case only([TenantID: String])

    /// Whether a tenant is one of them.
    public func includes(_ tenantID: TenantID) -> Bool {
        switch self {
        case .all: true
        case .only(let tenants): tenants[tenantID] != nil
        }
    }

    /// The tenants' slugs, sorted; `nil` if it is all tenants.
    public var slugs: [String]? {
        switch self {
        case .all: nil
        case .only(let tenants): tenants.values.sorted()
        }
    }
}
