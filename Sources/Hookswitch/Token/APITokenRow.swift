import Foundation
import Postgres

/// A row of `api_token`, without the digest.
struct APITokenRow: Sendable {
    /// Where to select from: a token that an operator got by signing in has the operator's role and restriction, as they are
    /// now, and ends with the operator.
    static let table: Query = """
        (
            SELECT k.api_token_id, k.name, k.digest, k.hint, k.created_at, k.expires_at, k.last_used_at, k.operator_id,
                k.made_by, COALESCE(k.revoked_at, o.ended_at) AS revoked_at, COALESCE(o.role, k.role) AS role,
                CASE WHEN k.operator_id IS NULL THEN k.tenant_ids ELSE o.tenant_ids END AS tenant_ids,
                CASE WHEN k.operator_id IS NULL THEN k.tags ELSE o.tags END AS tags
            FROM hookswitch.api_token AS k LEFT JOIN hookswitch.operator AS o ON o.operator_id = k.operator_id
        ) AS a
        """
    /// What to select of ``table``.
    static let columns: Query = """
        a.api_token_id, a.name, a.role, a.hint, a.created_at, a.expires_at, a.last_used_at, a.revoked_at, a.operator_id,
        a.made_by, \(TenantReach.columns(of: "a"))
        """

    let id: UUID
    let name: String
    let role: OperatorRole
    let reach: TenantReach
    let restriction: TenantRestriction
    let tags: [String]?
    let operatorID: UUID?
    let madeBy: UUID?
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
        self.tags = try row.decode("tags", as: [String]?.self)
        self.operatorID = try row.decode("operator_id", as: UUID?.self)
        self.madeBy = try row.decode("made_by", as: UUID?.self)
        self.reach = try TenantReach(row)
        self.restriction = try TenantRestriction(row)
    }

    /// Whom the token makes of who shows it.
    var actor: Operator {
        Operator(
            tokenID: self.id,
            name: self.name,
            role: self.role,
            reach: self.reach,
            restriction: self.restriction,
            expiresAt: self.expiresAt,
            operatorID: self.operatorID
        )
    }

    /// The token as it is shown.
    var view: APITokenView {
        APITokenView(
            id: self.id.uuidString.lowercased(),
            name: self.name,
            role: self.role,
            tenants: self.reach.slugs,
            tags: self.tags,
            operatorID: self.operatorID?.uuidString.lowercased(),
            madeBy: self.madeBy?.uuidString.lowercased(),
            hint: self.hint,
            createdAt: self.createdAt.rfc3339,
            expiresAt: self.expiresAt?.rfc3339,
            lastUsedAt: self.lastUsedAt?.rfc3339,
            revokedAt: self.revokedAt?.rfc3339
        )
    }
}
