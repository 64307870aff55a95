import Foundation

extension AuditEntry {
    /// A token that is made. Its value is nowhere; its end tells two apart.
    init(creationOf token: APITokenView) throws {
        var fields: [String: AuditValue] = ["name": .text(token.name), "role": .text(token.role.rawValue)]
        fields["tenants"] = token.tenants.map { .list($0.map { .text($0) }) }
        fields["tags"] = token.tags.map { .list($0.map { .text($0) }) }
        fields["operator_id"] = token.operatorID.map { .text($0) }
        fields["expires_at"] = token.expiresAt.map { .text($0) }
        fields["hint"] = token.hint.map { .text($0) }
        self.init(
            action: "token.create",
            subject: "token \(token.id)",
            before: nil,
            after: try AuditValue.members(fields).json()
        )
    }

    /// A token that works no longer.
    init(revocationOf id: UUID, at moment: Date) throws {
        self.init(
            action: "token.revoke",
            subject: "token \(id.uuidString.lowercased())",
            before: try AuditValue.members(["revoked_at": .null]).json(),
            after: try AuditValue.members(["revoked_at": .text(moment.rfc3339)]).json()
        )
    }
}
