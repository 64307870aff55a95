/// Why a caller is neither sought nor erased.
public enum PrivacyRefusal: Error, Hashable, Sendable {
    /// There is no tenant of that name that the operator may see.
    case unknownTenant
    /// The text is no telephone number, by the tenant's region.
    case number
    /// No reason was given.
    case noReason
    /// A server is in the middle of shipping decisions and does not get on; nothing was begun.
    case shippingHeld
    /// The place in a list is none that this server gave.
    case cursor
}
