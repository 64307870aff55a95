public import Foundation
import Postgres

extension OperatorService {
    /// Changes an operator; what they may do from then on counts for the sessions and tokens they have.
    ///
    /// - Parameters:
    ///   - condition: Which version the change is meant for.
    ///   - dryRun: Whether everything is done but the commit.
    /// - Returns: The operator as they are then, and what differs; `nil` if there is none that the actor may see.
    /// - Throws: ``OperatorRefusal``; ``OperatorFailure/lastAdmin``, ``OperatorFailure/versionConflict(sent:current:)``;
    ///   ``RightLapse``; a `PostgresError`.
    public func change(
        _ id: UUID,
        _ change: OperatorChange,
        if condition: VersionCondition,
        by actor: Operator,
        dryRun: Bool = false
    ) async throws -> ChangedOperator? {
        let changed = try await self.database.inFleet(dryRun: dryRun) { transaction -> (ChangedOperator, [[UInt8]])? in
            // Held, so that of two changes the later sees the earlier.
            let admins = try await Self.hold([id], and: actor, in: transaction)
            let changer = try await ConfirmedOperator(holding: actor, in: transaction)
            guard let before = try await Self.find(id, for: actor, in: transaction) else { return nil }
            try Self.check(condition, before.version)
            let tenants = try await Self.tenants(of: change, before, by: actor, in: transaction)
            let isStillAdmin = (change.role ?? before.role) == .admin && change.leavesAllTenants(of: before)
            guard isStillAdmin || admins != [id] else { throw OperatorFailure.lastAdmin }
            try await Self.update(before, change, tenants, in: transaction)
            guard let after = try await Self.find(id, for: actor, in: transaction) else {
                throw OperatorRefusal(flaws: [.access(.allTenants)])
            }
            guard !actor.isPassing || !change.raises(before, to: after) else {
                throw OperatorRefusal(flaws: [.outlivesMaker])
            }
            let diff = DocumentDiff(from: before.details.settings, to: after.details.settings)
            if !diff.changes.isEmpty {
                try await OperatorRecord(
                    action: "operator.change",
                    id: id,
                    before: before.details,
                    after: after.details
                ).write(by: changer, through: transaction)
            }
            let digests = try await Self.tokenDigests(of: id, in: transaction)
            return (ChangedOperator(details: after.details, changes: diff.changes), digests)
        }
        guard let (result, digests) = changed else { return nil }
        if !dryRun { self.forget(digests) }
        return result
    }

    /// - Throws: ``OperatorFailure/versionConflict(sent:current:)``.
    static func check(_ condition: VersionCondition, _ version: Int32) throws {
        guard !condition.holds(for: version) else { return }
        throw OperatorFailure.versionConflict(sent: condition.only, current: version)
    }

    /// The tenants that a change names, if all of it can be done.
    private static func tenants(
        of change: OperatorChange,
        _ before: OperatorRow,
        by actor: Operator,
        in transaction: Transaction
    ) async throws -> [UUID]? {
        // What stays is not asked about again: a tag may reach tenants that have no name in a list.
        let asked = APITokenOrder(
            name: change.name ?? before.name,
            role: change.role ?? before.role,
            tenants: change.tenants.names,
            tags: change.tags.names
        )
        var flaws = asked.flaws(at: Date(), by: actor)
        flaws.removeAll { $0 == .allTenants }
        if change.leavesAllTenants(of: before), actor.reach != .all { flaws.append(.allTenants) }
        return try await Self.tenants(of: asked, flaws, change.halfFlaws(of: before), by: actor, in: transaction)
    }

    private static func update(
        _ before: OperatorRow,
        _ change: OperatorChange,
        _ tenants: [UUID]?,
        in transaction: Transaction
    ) async throws {
        let name = change.name ?? before.name
        let role = change.role ?? before.role
        // A change to what is so already is none, and leaves the version as it is.
        let count = try await transaction.execute(
            """
            UPDATE hookswitch.operator AS o SET name = n.name, role = n.role, is_role_claimed = n.is_role_claimed,
                tenant_ids = n.tenant_ids, tags = n.tags, version = o.version
                    + ((o.name, o.role, o.is_role_claimed, o.tenant_ids, o.tags) IS DISTINCT FROM
                        (n.name, n.role, n.is_role_claimed, n.tenant_ids, n.tags))::integer
            FROM (
                SELECT b.operator_id, \(name)::text AS name, \(role.rawValue)::text AS role,
                    b.is_role_claimed AND NOT \(change.role != nil) AS is_role_claimed,
                    CASE WHEN \(change.tenants == .kept) THEN b.tenant_ids ELSE \(tenants as [UUID]?) END AS tenant_ids,
                    CASE WHEN \(change.tags == .kept) THEN b.tags ELSE \(change.tags.names as [String]?) END AS tags
                FROM hookswitch.operator AS b WHERE b.operator_id = \(before.id)
            ) AS n
            WHERE o.operator_id = n.operator_id AND o.version = \(before.version)
            """
        )
        // The row is held since it was read; were it not, nothing may be written over another's change.
        guard count == 1 else { throw OperatorFailure.versionConflict(sent: before.version, current: before.version) }
    }

    static func tokenDigests(of id: UUID, in transaction: Transaction) async throws -> [[UInt8]] {
        try await transaction.query(
            "SELECT digest FROM hookswitch.api_token WHERE operator_id = \(id) AND revoked_at IS NULL"
        ).map { try $0.decode("digest", as: [UInt8].self) }
    }

    /// What this server remembers of an operator's rights is asked again.
    func forget(_ digests: [[UInt8]]) {
        self.tokens.forget(digests)
        self.sessions.forgetAll()
    }
}

extension OperatorChange {
    /// Whether the operator would work in all tenants.
    fileprivate func leavesAllTenants(of before: OperatorRow) -> Bool {
        let hasTenants = self.tenants == .kept ? before.namesTenants : self.tenants != .lifted
        let hasTags = self.tags == .kept ? before.details.tags != nil : self.tags != .lifted
        return !hasTenants && !hasTags
    }

    /// Whether the operator has, or keeps for longer, a right that they had not.
    fileprivate func raises(_ before: OperatorRow, to after: OperatorRow) -> Bool {
        let isPinned = before.details.isRoleClaimed && !after.details.isRoleClaimed
        return isPinned || !before.role.permissions.isSuperset(of: after.role.permissions)
            || !before.restriction.contains(after.restriction)
    }

    /// Whoever takes away one half of a restriction, and knows nothing of the other, must not have given all tenants.
    fileprivate func halfFlaws(of before: OperatorRow) -> [OperatorRefusal.Flaw] {
        let wasRestricted = before.namesTenants || before.details.tags != nil
        guard wasRestricted, self.leavesAllTenants(of: before) else { return [] }
        if self.tenants == .kept { return [.otherHalf(.tenants)] }
        return self.tags == .kept ? [.otherHalf(.tags)] : []
    }
}
