/// Something that somebody should look at, and the command that does.
public struct AttentionItem: Codable, Hashable, Sendable {
    /// What it is.
    public enum Code: String, CaseIterable, Codable, Hashable, Sendable {
        /// Secrets that expire within 30 days, or have.
        case secretsExpiring = "secrets_expiring"
        /// Secrets of which nobody said when they expire, and tenants without one.
        case secretsUnknown = "secrets_unknown"
        /// Tenants that had calls at this time a week ago, and none for a day.
        case tenantsSilent = "tenants_silent"
        /// Decisions that this server has not shipped to Postgres for a minute.
        case decisionsUnshipped = "decisions_unshipped"
    }

    /// What it is.
    public let code: Code
    /// How many tenants it is about; of decisions, 1.
    public let count: Int
    /// The first few of the tenants' slugs, worst first.
    public let tenants: [String]
    /// What it is, as a sentence without a full stop.
    public let summary: String
    /// What to run next.
    public let command: String
}
