/// What a wish for the end of a tenant did, or would do.
public struct OffboardedTenant: Codable, Hashable, Sendable {
    /// The tenant's slug.
    public let slug: String
    /// Whether the offboarding is new, has another time, or is as it was.
    public let change: AppliedTenant.Change
    /// What differs.
    public let changes: [DocumentChange]
    /// The offboarding; `nil` if a dry run would make it, for its identity is drawn when it is made.
    public let offboarding: OffboardingView?
}
