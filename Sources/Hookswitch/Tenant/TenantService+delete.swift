import Foundation
import Postgres

extension TenantService {
    /// Deletes a draft: a tenant that no call was ever recorded of, and that is not being offboarded. All that there is of it
    /// goes, but its audit; its slug and external id are free again. A certificate says so: it is an offboarding with nothing to
    /// wait for. Calls that lie in this server's spool count as recorded; those that another server has in its own, or answers
    /// at this moment, are unknown here, and that certificate keeps them out of the database.
    ///
    /// - Returns: What went, or would go.
    /// - Throws: ``TenantError/unknownTenant``, ``TenantError/notDraft``, ``TenantError/shipping``; ``VersionConflict``;
    ///   ``SpoolError`` if the spool cannot be read; what the library says if no key can be derived from the key ring; a
    ///   `PostgresError`.
    public func delete(
        _ slug: String,
        if condition: VersionCondition,
        by actor: Operator,
        dryRun: Bool,
        now: Moment = .now()
    ) async throws -> [DocumentChange] {
        guard let scope = try await self.scope(of: slug, for: actor) else { throw TenantError.unknownTenant }
        let signer = try CertificateSigner(keyRing: self.keyRing)
        // One that is in service is told so without holding up what ships its decisions, and without a look at files.
        let isDraft = try await self.database.inTenant(scope) { try await Self.isDraft(scope, in: $0) }
        guard isDraft else { throw TenantError.notDraft }
        // Calls that this server answered and could not ship yet: without the tenant they would be thrown away.
        if let spool, try await spool.holdsUnshipped(of: scope.tenantID) { throw TenantError.notDraft }
        return try await self.database.inTenant(scope, dryRun: dryRun) { transaction in
            do {
                // From here on nothing of the tenant is being shipped, and what comes later finds that it is destroyed.
                try await ShippingLock.takeAlone(in: transaction)
            } catch is ShippingLock.Held {
                throw TenantError.shipping
            }
            let version = try await Self.hold(slug, scope, if: condition, in: transaction)
            guard try await Self.isDraft(scope, in: transaction) else { throw TenantError.notDraft }
            let state = try await TenantState.find(scope, publicURL: self.publicURL, in: transaction)
            guard let state else { throw TenantError.unknownTenant }
            let row = try await Self.destroy(scope, version: version, by: actor, at: now, in: transaction)

            let members: [String: AuditValue] = ["name": .text(row.name), "version": .integer(Int64(version))]
            let fingerprints = AuditValue.list(row.keys.map { .text($0.fingerprint) })
            let entry = AuditEntry(
                action: "tenant.delete",
                subject: "tenant \(slug)",
                before: try AuditValue.members(members).json(),
                after: try AuditValue.members(["destroyed_keys": fingerprints]).json()
            )
            try await entry.record(in: scope, by: actor, through: transaction)
            let head = try await AuditChain(id: .tenant(scope.tenantID)).head(in: transaction)
            let facts = row.facts(auditHead: head, endedAt: now)
            let certificate = try signer.certify(.offboarding, id: row.id.description, facts, at: now)
            _ = try await transaction.execute(
                """
                UPDATE hookswitch.offboarding SET state = 'destroyed', ended_at = \(now), certificate = \(certificate)
                WHERE tenant_id = \(scope.tenantID.uuid) AND offboarding_id = \(row.id.uuid)
                """
            )
            _ = try await transaction.query(
                "SELECT pg_notify(\(TenantNotice.channel), \(scope.tenantID.uuid.uuidString))"
            )
            return DocumentDiff(from: state.value, to: .empty).changes
        }
    }

    /// Whether no call was ever recorded. Days that are sealed stay known when their decisions are over and dropped.
    private static func isDraft(_ scope: TenantScope, in transaction: Transaction) async throws -> Bool {
        let tenant = scope.tenantID.uuid
        _ = try await transaction.query(DecisionBatch.plan)
        let rows = try await transaction.query(
            """
            SELECT EXISTS (SELECT FROM hookswitch.decision WHERE tenant_id = \(tenant))
                OR EXISTS (SELECT FROM hookswitch.decision_segment WHERE tenant_id = \(tenant))
                OR EXISTS (
                    SELECT FROM hookswitch.offboarding WHERE tenant_id = \(tenant) AND state <> 'cancelled'
                ) AS is_used
            """
        )
        return try !(rows.first?.decode("is_used", as: Bool.self) ?? true)
    }

    /// Destroys the key and all rows, and notes what went.
    private static func destroy(
        _ scope: TenantScope,
        version: Int32,
        by actor: Operator,
        at now: Moment,
        in transaction: Transaction
    ) async throws -> OffboardingRow {
        let tenant = scope.tenantID.uuid
        let keys = try await transaction.query(
            "SELECT data_key_id, sealed FROM hookswitch.data_key WHERE tenant_id = \(tenant) ORDER BY created_at"
        ).map { key in
            DestroyedKey(
                id: try key.decode("data_key_id", as: UUID.self).uuidString.lowercased(),
                sealed: try key.decode("sealed", as: [UInt8].self)
            )
        }
        let json = String(decoding: try JSONEncoder().encode(keys), as: UTF8.self)
        var random = SystemRandomNumberGenerator()
        let who = actor.auditActor
        let noted = try await transaction.query(
            """
            INSERT INTO hookswitch.offboarding AS o (tenant_id, offboarding_id, slug, name, state, actor, token_id, reason,
                due_at, key_destroyed_at, keys, credential_count, webhook_key_count, version_count)
            SELECT t.tenant_id, \(UUID.timeOrdered(at: now, random: &random)), t.slug, t.name, 'destroying', \(who.text),
                \(who.tokenID as UUID?), \(actor.origin.reason as String?), \(now), \(now), \(json)::jsonb,
                (SELECT count(*) FROM hookswitch.credential AS c WHERE c.tenant_id = t.tenant_id),
                (SELECT count(*) FROM hookswitch.webhook_key AS k WHERE k.tenant_id = t.tenant_id),
                (SELECT count(*) FROM hookswitch.tenant_version AS v WHERE v.tenant_id = t.tenant_id)
            FROM hookswitch.tenant AS t WHERE t.tenant_id = \(tenant)
            RETURNING \(OffboardingRow.columns)
            """
        )
        guard let row = try noted.first.map({ try OffboardingRow($0) }) else { throw TenantError.unknownTenant }
        _ = try await transaction.execute("DELETE FROM hookswitch.data_key WHERE tenant_id = \(tenant)")
        _ = try await transaction.execute("DELETE FROM hookswitch.credential WHERE tenant_id = \(tenant)")
        _ = try await transaction.execute("DELETE FROM hookswitch.webhook_key WHERE tenant_id = \(tenant)")
        _ = try await transaction.execute("DELETE FROM hookswitch.tenant_version WHERE tenant_id = \(tenant)")
        _ = try await transaction.execute("DELETE FROM hookswitch.erased_caller WHERE tenant_id = \(tenant)")
        let count = try await transaction.execute(
            "DELETE FROM hookswitch.tenant WHERE tenant_id = \(tenant) AND version = \(version)"
        )
        guard count == 1 else { throw TenantError.unknownTenant }
        return row
    }
}
