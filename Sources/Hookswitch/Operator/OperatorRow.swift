import Foundation
import Postgres

/// A row of `operator`.
struct OperatorRow: Sendable {
    /// What to select; the table is `o`.
    static let columns: Query = """
        o.operator_id, o.name, o.role, o.is_role_claimed, o.issuer, o.subject, o.invitation_expires_at, o.created_at,
        o.signed_in_at, o.version, o.made_by, o.tenant_ids IS NOT NULL AS names_tenants, \(TenantReach.columns(of: "o"))
        """

    let id: UUID
    let name: String
    let role: OperatorRole
    let reach: TenantReach
    let restriction: TenantRestriction
    let version: Int32
    /// Whether they are restricted to tenants by name.
    let namesTenants: Bool
    let details: OperatorDetails

    /// Reads a row of ``columns``; `nil` if this version does not know its role, and then nobody works with it.
    init?(_ row: Row) throws {
        guard let role = OperatorRole(rawValue: try row.decode("role", as: String.self)) else { return nil }
        self.role = role
        self.id = try row.decode("operator_id", as: UUID.self)
        self.name = try row.decode("name", as: String.self)
        self.reach = try TenantReach(row)
        self.restriction = try TenantRestriction(row)
        self.version = try row.decode("version", as: Int32.self)
        self.namesTenants = try row.decode("names_tenants", as: Bool.self)
        self.details = OperatorDetails(
            id: self.id.uuidString.lowercased(),
            name: self.name,
            role: role,
            isRoleClaimed: try row.decode("is_role_claimed", as: Bool.self),
            tenants: self.reach.slugs,
            tags: try row.decode("tags", as: [String]?.self),
            issuer: try row.decode("issuer", as: String?.self),
            subject: try row.decode("subject", as: String?.self),
            madeBy: try row.decode("made_by", as: UUID?.self)?.uuidString.lowercased(),
            version: self.version,
            createdAt: try row.decode("created_at", as: Date.self).rfc3339,
            signedInAt: try row.decode("signed_in_at", as: Date?.self)?.rfc3339,
            invitationExpiresAt: try row.decode("invitation_expires_at", as: Date?.self)?.rfc3339
        )
    }
}
