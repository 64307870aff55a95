import Foundation

/// An audit record as the admin API and the command line show it.
public struct AuditView: Codable, Hashable, Sendable {
    /// Who made the change.
    public struct Actor: Codable, Hashable, Sendable {
        /// `token`, or `local` for somebody at the machine itself.
        public let kind: String
        /// The token's name, or the user's.
        public let name: String
        /// The token's identity; `nil` for local, and for records from before it was kept.
        public let tokenID: String?

        enum CodingKeys: String, CodingKey {
            case kind, name
            case tokenID = "token_id"
        }
    }

    /// The identity, `aud_…`.
    public let id: String
    /// When it was written, RFC 3339.
    public let at: String
    /// Whose chain: `installation`, or the tenant's identity.
    public let chain: String
    /// The tenant's slug; `nil` for the installation, and for tenants that are gone.
    public let tenant: String?
    /// Its place in the chain, from 1; `nil` for a record from before chains that has none yet.
    public let sequence: Int64?
    /// Who made the change.
    public let actor: Actor
    /// The address that the request came from.
    public let source: String?
    /// The request, as the log has it.
    public let requestID: String?
    /// What was done.
    public let action: String
    /// To what.
    public let subject: String
    /// The fields that differ as they were, by JSON pointer; whole documents in records from before chains.
    public let before: AuditValue?
    /// The fields that differ as they became.
    public let after: AuditValue?
    /// Why, in the operator's words.
    public let reason: String?
    /// The record's hash.
    public let hash: String?

    enum CodingKeys: String, CodingKey {
        case id, at, chain, tenant, sequence, actor, source, action, subject, before, after, reason, hash
        case requestID = "request_id"
    }
}

extension AuditView {
    /// Shows a row.
    init(_ row: AuditRow, tenant: String?) {
        self.init(
            id: row.id.description,
            at: row.recordedAt.date.rfc3339,
            chain: row.chain.description,
            tenant: tenant,
            sequence: row.place?.sequence,
            actor: Actor(
                kind: row.actor.kind,
                name: row.actor.name,
                tokenID: row.actor.tokenID?.uuidString.lowercased()
            ),
            source: row.origin.source,
            requestID: row.origin.requestID,
            action: row.action,
            subject: row.subject,
            before: row.before,
            after: row.after,
            reason: row.origin.reason,
            hash: row.place?.hash.description
        )
    }
}
