/// Why a webhook key could not be made or revoked.
public enum WebhookKeyError: Error, Hashable, Sendable {
    /// There is no tenant of that name.
    case unknownTenant
    /// Two keys are live; one must be revoked first.
    case limit
    /// It is the last key that opens the tenant's webhook, and nobody said that it may be.
    case last
    /// The tenant's calls prove themselves with nothing but the path.
    case authenticationIsNone
}

extension WebhookKeyError: CustomStringConvertible {
    /// The reason and the mend, for the operator.
    public var description: String {
        switch self {
        case .unknownTenant: "there is no tenant of that name"
        case .limit: "two keys are live already; revoke one that is no longer used first"
        case .last: "it is the last live key; without it every call is refused"
        case .authenticationIsNone:
            "webhook.authentication of this tenant is none; set apiKey or basic and apply it first"
        }
    }
}
