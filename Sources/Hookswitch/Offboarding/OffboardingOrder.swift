/// What is asked for: the end of a tenant.
public struct OffboardingOrder: Hashable, Sendable {
    /// How many days a tenant may wait for its end: ten years is never.
    public static let graceDays = 0...3650

    /// How many days the tenant waits; 0 destroys it now. `nil` leaves the time of one that waits already as it is, and is
    /// the server's setting otherwise.
    public let graceDays: Int?
    /// The tenant's slug, typed once more: needed where nothing can be taken back.
    public let confirmation: String?

    /// Asks for the end of a tenant.
    public init(graceDays: Int? = nil, confirmation: String? = nil) {
        self.graceDays = graceDays
        self.confirmation = confirmation
    }
}
