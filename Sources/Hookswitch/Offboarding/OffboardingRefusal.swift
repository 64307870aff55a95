/// Why a tenant is not offboarded.
public enum OffboardingRefusal: Error, Hashable, Sendable {
    /// There is no tenant of that name that the operator may see.
    case unknownTenant
    /// The days to wait are none of ``OffboardingOrder/graceDays``.
    case graceDays
    /// It would be destroyed now, and the slug was not repeated.
    case notConfirmed
    /// It would be destroyed now, and no reason was given.
    case noReason
    /// The cursor is not one that a page gave.
    case cursor
}
