/// The erasure of one caller as the admin API and the command line show it. It never has the number.
public struct ErasureView: Codable, Hashable, Sendable {
    /// The identity, `era_…`; `nil` in a dry run, for it is drawn when the erasure is made.
    public let id: String?
    /// The tenant's slug, as it was.
    public let tenant: String
    /// The number with most digits hidden.
    public let caller: String
    /// How far it is; `nil` in a dry run.
    public let state: ErasureState?
    /// When it was asked for, RFC 3339. What was decided before is erased.
    public let requestedAt: String
    /// When the last decision in the database was erased, RFC 3339; `nil` before, and in a dry run.
    public let erasedAt: String?
    /// Who asked for it, such as `token liisa`.
    public let requestedBy: String
    /// Why.
    public let reason: String
    /// How many decisions in the database lost what leads to the caller, so far; in a dry run, how many would. What lies in
    /// spools follows when it is shipped.
    public let decisionCount: Int64

    enum CodingKeys: String, CodingKey {
        case id, tenant, caller, state, reason
        case requestedAt = "requested_at"
        case erasedAt = "erased_at"
        case requestedBy = "requested_by"
        case decisionCount = "decision_count"
    }
}
