/// The erasure of one caller as the admin API and the command line show it. It never has the number.
public struct ErasureView: Codable, Hashable, Sendable {
    /// The identity, `era_…`; `nil` in a dry run, for it is drawn when the erasure is made.
    public let id: String?
    /// The tenant's slug.
    public let tenant: String
    /// The number with most digits hidden.
    public let caller: String
    /// When it was erased, RFC 3339.
    public let erasedAt: String
    /// Who asked for it, such as `token liisa`.
    public let requestedBy: String
    /// Why.
    public let reason: String
    /// How many decisions in the database lost what leads to the caller. What lies in spools follows when it is shipped.
    public let decisionCount: Int64

    enum CodingKeys: String, CodingKey {
        case id, tenant, caller, reason
        case erasedAt = "erased_at"
        case requestedBy = "requested_by"
        case decisionCount = "decision_count"
    }
}
