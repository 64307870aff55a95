import Foundation

extension AuditEntry {
    /// Something that works no longer: an operator, or a session.
    init(endOf subject: String, as action: String, at moment: Date) throws {
        self.init(
            action: action,
            subject: subject,
            before: try AuditValue.members(["ended_at": .null]).json(),
            after: try AuditValue.members(["ended_at": .text(moment.rfc3339)]).json()
        )
    }

    /// A session that works no longer.
    init(endOfSession id: UUID, of operatorID: UUID, at moment: Date) throws {
        try self.init(
            endOf: "session \(id.uuidString.lowercased()) of operator \(operatorID.uuidString.lowercased())",
            as: "session.end",
            at: moment
        )
    }

    /// So many tokens at most are named by one record, which says how many there are.
    static let maximumNamedTokenCount = 200

    /// What a record is about that says that an operator lost their role.
    static func subject(ofRoleLostBy operatorID: UUID) -> String {
        "sessions and tokens of operator \(operatorID.uuidString.lowercased())"
    }

    /// The issuer no longer gives somebody a role: what their sign-ins made has ended, and what they made for others has not.
    init(roleLostBy operatorID: UUID, tokensLeft: [UUID], at moment: Date) throws {
        let named = tokensLeft.prefix(Self.maximumNamedTokenCount).map { $0.uuidString.lowercased() }
        var after: [String: AuditValue] = ["ended_at": .text(moment.rfc3339)]
        if !named.isEmpty {
            after["tokens_left"] = .list(named.map { .text($0) })
            after["tokens_left_count"] = .integer(Int64(tokensLeft.count))
        }
        self.init(
            action: "operator.role_lost",
            subject: Self.subject(ofRoleLostBy: operatorID),
            before: try AuditValue.members(["ended_at": .null]).json(),
            after: try AuditValue.members(after).json()
        )
    }

    /// An invitation that nobody has used, and nobody can use.
    init(withdrawalOf invited: UUID, expiringAt expiresAt: Date?, version: Int32) throws {
        let before = expiresAt.map { AuditValue.text($0.rfc3339) } ?? .null
        self.init(
            action: "operator.uninvite",
            subject: "operator \(invited.uuidString.lowercased())",
            before: try AuditValue.members(["invitation_expires_at": before, "version": .integer(Int64(version))])
                .json(),
            after: try AuditValue.members(["invitation_expires_at": .null, "version": .integer(Int64(version) + 1)])
                .json()
        )
    }
}
