/// Why a tenant could not be changed or looked at.
public enum TenantError: Error, Hashable, Sendable {
    /// There is no tenant of that name.
    case unknownTenant
    /// The tenant never had a document of that version.
    case unknownVersion
    /// It has answered calls, shipped or not, or is being offboarded: only a draft can be deleted.
    case notDraft
    /// A server is in the middle of shipping decisions and does not get on.
    case shipping
    /// There is a tenant of the slug that another is to be made with.
    case slugTaken
    /// There is a tenant of the external id that another is to be made with.
    case externalIDTaken
    /// There is no tenant of the external id that is to be changed.
    case unknownExternalID
}

extension TenantError: CustomStringConvertible {
    /// The reason, for the operator.
    public var description: String {
        switch self {
        case .unknownTenant: "there is no tenant of that name"
        case .unknownVersion: "the tenant has no such version"
        case .notDraft: "the tenant has answered calls, or is being offboarded"
        case .shipping: "a server is in the middle of shipping decisions"
        case .slugTaken: "there is a tenant of that slug"
        case .externalIDTaken: "there is a tenant of that external id"
        case .unknownExternalID: "there is no tenant of that external id"
        }
    }
}
