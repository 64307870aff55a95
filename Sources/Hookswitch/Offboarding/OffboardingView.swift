/// The end of a tenant as the admin API and the command line show it.
public struct OffboardingView: Codable, Hashable, Sendable {
    /// How much was destroyed, so far or in all.
    public struct Counts: Codable, Hashable, Sendable {
        /// The tenant's own keys.
        public let dataKeys: Int64
        /// Credentials, retired ones included.
        public let credentials: Int64
        /// Webhook keys, revoked ones included.
        public let webhookKeys: Int64
        /// Versions of the document.
        public let versions: Int64
        /// Decisions.
        public let decisions: Int64

        enum CodingKeys: String, CodingKey {
            case credentials, versions, decisions
            case dataKeys = "data_keys"
            case webhookKeys = "webhook_keys"
        }
    }

    /// The identity, `off_…`.
    public let id: String
    /// The tenant's slug, as it was. Another tenant may have it since.
    public let slug: String
    /// The tenant's identity, `ten_…`.
    public let tenantID: String
    /// How far it is.
    public let state: OffboardingState
    /// When it was asked for, RFC 3339.
    public let requestedAt: String
    /// Who asked for it, such as `token liisa`.
    public let requestedBy: String
    /// Why, if somebody said.
    public let reason: String?
    /// When the tenant is destroyed, RFC 3339.
    public let dueAt: String
    /// When its key was destroyed, RFC 3339; `nil` before.
    public let keyDestroyedAt: String?
    /// When all was gone, or when it was cancelled, RFC 3339; `nil` before.
    public let endedAt: String?
    /// What was destroyed.
    public let counts: Counts

    enum CodingKeys: String, CodingKey {
        case id, slug, state, reason, counts
        case tenantID = "tenant_id"
        case requestedAt = "requested_at"
        case requestedBy = "requested_by"
        case dueAt = "due_at"
        case keyDestroyedAt = "key_destroyed_at"
        case endedAt = "ended_at"
    }
}
