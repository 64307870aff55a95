public import Foundation
import Postgres
import Routing

/// The way back in for whoever has the database's own password: nobody is asked, and the audit names the user who runs the
/// process.
extension OperatorService {
    /// Lets an operator sign in again, whoever they are at the issuer now: what they are is kept, and whom the issuer meant is
    /// forgotten. Their sessions, the tokens of their sign-ins and the invitations that they gave work no longer, and each has
    /// its record. One who was ended is an operator again.
    ///
    /// - Parameters:
    ///   - origin: Why, for the audit.
    ///   - dryRun: Whether everything is done but the commit: the invitation works nowhere then.
    /// - Returns: The operator with a new invitation; `nil` if there never was one of this identity.
    public func reset(_ id: UUID, from origin: AuditOrigin, dryRun: Bool = false) async throws -> CreatedOperator? {
        let invitation = Self.newInvitation()
        return try await self.database.inFleet(dryRun: dryRun) { transaction -> CreatedOperator? in
            let rows = try await transaction.query(
                "SELECT \(OperatorRow.columns) FROM hookswitch.operator AS o WHERE o.operator_id = \(id) FOR UPDATE OF o"
            )
            guard let before = try rows.first.flatMap({ try OperatorRow($0) })?.details else { return nil }
            let cutOff = try await Self.cutOff(id, in: transaction)
            let withdrawn = try await Self.withdrawInvitations(of: id, in: transaction)
            _ = try await transaction.execute(
                """
                UPDATE hookswitch.operator SET issuer = NULL, subject = NULL, ended_at = NULL, is_role_claimed = false,
                    invitation_digest = \(Self.digest(of: invitation.reveal())),
                    invitation_expires_at = \(Date(timeIntervalSinceNow: Self.invitationDuration)), version = version + 1
                WHERE operator_id = \(id)
                """
            )
            let reset = try await Self.recorded(
                "operator.reset",
                id,
                before,
                invitation,
                from: origin,
                in: transaction
            )
            try await (cutOff.entries + withdrawn).record(by: .processOwner, from: origin, through: transaction)
            return reset
        }
    }

    /// Makes an admin of everything, invited: where nobody is left who could be let in again.
    ///
    /// - Parameter name: Whom the audit names.
    /// - Throws: ``OperatorRefusal`` if the name is none.
    public func resetAdmin(
        name: String,
        from origin: AuditOrigin,
        dryRun: Bool = false
    ) async throws -> CreatedOperator? {
        guard APITokenOrder.nameLengths.contains(name.unicodeScalars.count),
            !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { throw OperatorRefusal(flaws: [.access(.name)]) }
        let invitation = Self.newInvitation()
        var random = SystemRandomNumberGenerator()
        let id = UUID.timeOrdered(at: .now(), random: &random)
        return try await self.database.inFleet(dryRun: dryRun) { transaction in
            _ = try await transaction.execute(
                """
                INSERT INTO hookswitch.operator (operator_id, name, role, invitation_digest, invitation_expires_at)
                VALUES (\(id), \(name), \(OperatorRole.admin.rawValue), \(Self.digest(of: invitation.reveal())),
                    \(Date(timeIntervalSinceNow: Self.invitationDuration)))
                """
            )
            return try await Self.recorded("operator.create", id, nil, invitation, from: origin, in: transaction)
        }
    }

    private static func newInvitation() -> Secret {
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<Self.invitationByteCount).map { _ in UInt8.random(in: 0...255, using: &random) }
        return Secret(Self.invitationPrefix + Base32.encode(bytes))
    }

    private static func recorded(
        _ action: String,
        _ id: UUID,
        _ before: OperatorDetails?,
        _ invitation: Secret,
        from origin: AuditOrigin,
        in transaction: Transaction
    ) async throws -> CreatedOperator? {
        let rows = try await transaction.query(
            "SELECT \(OperatorRow.columns) FROM hookswitch.operator AS o WHERE o.operator_id = \(id)"
        )
        guard let after = try rows.first.flatMap({ try OperatorRow($0) })?.details else { return nil }
        try await OperatorRecord(action: action, id: id, before: before, after: after)
            .write(by: .processOwner, from: origin, through: transaction)
        return CreatedOperator(details: after, invitation: invitation)
    }
}
