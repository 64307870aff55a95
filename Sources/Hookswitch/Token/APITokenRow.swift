import Foundation
import Postgres

/// A row of `api_token`, without the digest.
struct APITokenRow: Sendable {
    /// What to select; the table is `a`.
    static let columns: Query = """
        a.api_token_id, a.name, a.role, a.hint, a.created_at, a.expires_at, a.last_used_at, a.revoked_at,
        a.tenant_ids IS NOT NULL AS is_restricted,
        ARRAY(SELECT t.tenant_id FROM hookswitch.tenant AS t WHERE t.tenant_id = ANY(a.tenant_ids) ORDER BY t.slug)
            AS tenant_ids,
        ARRAY(SELECT t.slug FROM hookswitch.tenant AS t WHERE t.tenant_id = ANY(a.tenant_ids) ORDER BY t.slug)
            AS slugs
        """

    let id: UUID
    let name: String
    let role: OperatorRole
    let reach: TenantReach
    let hint: String?
    let createdAt: Date
    let expiresAt: Date?
    let lastUsedAt: Date?
    let revokedAt: Date?

    /// Reads a row of ``columns``; `nil` if this version does not know its role, and then nobody works with it.
    init?(_ row: Row) throws {
        guard let role = OperatorRole(rawValue: try row.decode("role", as: String.self)) else { return nil }
        self.role = role
        self.id = try row.decode("api_token_id", as: UUID.self)
        self.name = try row.decode("name", as: String.self)
        self.hint = try row.decode("hint", as: String?.self)
        self.createdAt = try row.decode("created_at", as: Date.self)
        self.expiresAt = try row.decode("expires_at", as: Date?.self)
        self.lastUsedAt = try row.decode("last_used_at", as: Date?.self)
        self.revokedAt = try row.decode("revoked_at", as: Date?.self)
        let ids = try row.decode("tenant_ids", as: [UUID].self).map { TenantID($0) }
        let slugs = try row.decode("slugs", as: [String].self)
        self.reach =
            try row.decode("is_restricted", as: Bool.self)
            ? .only(Dictionary(zip(ids, slugs), uniquingKeysWith: { first, _ in first })) : .all
    }

    /// Whom the token makes of who shows it.
    var actor: Operator {
        Operator(tokenID: self.id, name: self.name, role: self.role, reach: self.reach, expiresAt: self.expiresAt)
    }

    /// The token as it is shown.
    var view: APITokenView {
        APITokenView(
            id: self.id.uuidString.lowercased(),
            name: self.name,
            role: self.role,
            tenants: self.reach.slugs,
            hint: self.hint,
            createdAt: self.createdAt.rfc3339,
            expiresAt: self.expiresAt?.rfc3339,
            lastUsedAt: self.lastUsedAt?.rfc3339,
            revokedAt: self.revokedAt?.rfc3339
        )
    }
}
