public import Foundation
import Postgres

extension OperatorService {
    /// Changes an operator; what they may do from then on counts for the sessions and tokens they have.
    ///
    /// - Returns: The operator as they are then; `nil` if there is none that the actor may see.
    /// - Throws: ``OperatorRefusal``; ``OperatorFailure/lastAdmin``; a `PostgresError`.
    public func change(_ id: UUID, _ change: OperatorChange, by actor: Operator) async throws -> OperatorDetails? {
        let changed = try await self.database.inFleet { transaction -> (OperatorDetails, [[UInt8]])? in
            let admins = try await Self.holdLastingAdmins(in: transaction)
            // Held, so that of two changes the later sees the earlier.
            _ = try await transaction.query("SELECT 1 FROM hookswitch.operator WHERE operator_id = \(id) FOR UPDATE")
            guard let before = try await Self.find(id, for: actor, in: transaction) else { return nil }
            let role = change.role ?? before.role
            // What stays is not asked about again: a tag may reach tenants that have no name in a list.
            let access = APITokenOrder(
                name: change.name ?? before.name,
                role: role,
                tenants: change.restriction?.tenants ?? (change.restriction == nil ? before.reach.slugs : nil),
                tags: change.restriction?.tags
            )
            let isRestrictionKept = change.restriction == nil
            var flaws = access.flaws(at: Date(), by: actor)
            if isRestrictionKept { flaws.removeAll { [.noTenant, .tooManyTenants, .allTenants].contains($0) } }
            let asked = isRestrictionKept ? APITokenOrder(name: access.name, role: role) : access
            let tenants = try await Self.tenants(of: asked, flaws, [], by: actor, in: transaction)
            let isStillAdmin =
                role == .admin && (isRestrictionKept || (access.tenants == nil && access.tags == nil))
            guard isStillAdmin || admins != [id] else { throw OperatorFailure.lastAdmin }
            try await Self.update(
                id,
                access: access,
                restriction: isRestrictionKept ? nil : tenants,
                keepsRestriction: isRestrictionKept,
                setsRole: change.role != nil,
                in: transaction
            )
            guard let after = try await Self.find(id, for: actor, in: transaction) else {
                throw OperatorRefusal(flaws: [.access(.allTenants)])
            }
            if after.details != before.details {
                try await OperatorRecord(
                    action: "operator.change",
                    id: id,
                    before: before.details,
                    after: after.details
                ).write(by: actor, through: transaction)
            }
            return (after.details, try await Self.tokenDigests(of: id, in: transaction))
        }
        guard let (details, digests) = changed else { return nil }
        self.forget(id, digests)
        return details
    }

    /// Ends an operator: their sessions and tokens are refused by this server at once, by others within
    /// ``APITokenMemory/duration``. Ending twice is once.
    ///
    /// - Returns: Whether there is such an operator that the actor may see.
    /// - Throws: ``OperatorFailure/lastAdmin``; a `PostgresError`.
    public func end(_ id: UUID, by actor: Operator) async throws -> Bool {
        let ended = try await self.database.inFleet { transaction -> [[UInt8]]? in
            let admins = try await Self.holdLastingAdmins(in: transaction)
            let rows = try await transaction.query(
                """
                SELECT o.ended_at IS NOT NULL AS has_ended FROM hookswitch.operator AS o
                WHERE o.operator_id = \(id) AND \(actor.reach.condition(containing: "o")) FOR UPDATE
                """
            )
            guard let hasEnded = try rows.first?.decode("has_ended", as: Bool.self) else { return nil }
            guard !hasEnded else { return [] }
            guard admins != [id] else { throw OperatorFailure.lastAdmin }
            _ = try await transaction.execute(
                """
                UPDATE hookswitch.operator SET ended_at = now(), invitation_digest = NULL, invitation_expires_at = NULL
                WHERE operator_id = \(id)
                """
            )
            let digests = try await Self.tokenDigests(of: id, in: transaction)
            _ = try await transaction.execute(
                "UPDATE hookswitch.api_token SET revoked_at = now() WHERE operator_id = \(id) AND revoked_at IS NULL"
            )
            _ = try await transaction.execute("DELETE FROM hookswitch.operator_session WHERE operator_id = \(id)")
            _ = try await transaction.execute("DELETE FROM hookswitch.sign_in_grant WHERE operator_id = \(id)")
            try await AuditEntry(endOf: "operator \(id.uuidString.lowercased())", as: "operator.end", at: Date())
                .record(in: .installation, by: actor.auditActor, from: actor.origin, through: transaction)
            return digests
        }
        guard let digests = ended else { return false }
        self.forget(id, digests)
        return true
    }

    private static func update(
        _ id: UUID,
        access: APITokenOrder,
        restriction tenants: [UUID]?,
        keepsRestriction: Bool,
        setsRole: Bool,
        in transaction: Transaction
    ) async throws {
        _ = try await transaction.execute(
            """
            UPDATE hookswitch.operator SET name = \(access.name), role = \(access.role.rawValue),
                is_role_claimed = is_role_claimed AND NOT \(setsRole),
                tenant_ids = CASE WHEN \(keepsRestriction) THEN tenant_ids ELSE \(tenants as [UUID]?) END,
                tags = CASE WHEN \(keepsRestriction) THEN tags ELSE \(access.tags as [String]?) END
            WHERE operator_id = \(id)
            """
        )
    }

    private static func tokenDigests(of id: UUID, in transaction: Transaction) async throws -> [[UInt8]] {
        try await transaction.query(
            "SELECT digest FROM hookswitch.api_token WHERE operator_id = \(id) AND revoked_at IS NULL"
        ).map { try $0.decode("digest", as: [UInt8].self) }
    }

    /// What this server remembers of an operator's rights is asked again.
    private func forget(_ id: UUID, _ digests: [[UInt8]]) {
        self.tokens.forget(digests)
        self.sessions.forgetAll()
    }
}
