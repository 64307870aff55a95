import Foundation
import Logging
import Postgres

/// Destroys tenants whose time has come, step by step.
///
/// Each step is one transaction that holds the offboarding's row and does nothing unless the row is where the step begins.
/// So it may be killed anywhere and begun again anywhere, on several servers at once: what was done is done once.
struct OffboardingWork: Sendable {
    /// How many offboardings one pass takes on; the next pass takes the rest.
    private static let passSize = 100
    /// How long one pass stays with the decisions of one tenant. The key of a tenant that is due meanwhile must not wait for
    /// millions of them.
    private static let turn = Duration.seconds(10)
    /// How long a server that hashes one of the tenant's segments is waited for, in milliseconds.
    private static let segmentPatience = "250"
    /// How long after its time a tenant may lack its certificate for them before that is told: many times what one segment takes.
    static let segmentLateness = Duration.seconds(600)

    private let work: CertifiedWork<OffboardingStep>

    /// - Throws: What the library says if no key can be derived from the key ring.
    init(
        database: Database,
        keyRing: KeyRing,
        logger: Logger,
        now: @escaping @Sendable () -> Moment = { .now() },
        observe: @escaping CertifiedWork<OffboardingStep>.Observe = { _, _ in }
    ) throws {
        self.work = try CertifiedWork(database: database, keyRing: keyRing, logger: logger, now: now, observe: observe)
    }

    /// An offboarding that has something to be done.
    struct Due: Sendable {
        let scope: TenantScope
        let id: OffboardingID
        let state: OffboardingState
        let dueAt: Moment
        /// Whether the tenant is suspended still; of one whose key is destroyed, `false`, for it is gone.
        let isSuspended: Bool
    }

    /// Takes every offboarding whose time has come as far as it goes: all keys first, then decisions. What another server
    /// works on is left to it.
    ///
    /// - Throws: The first failure, after the others were taken on; what is left is done by the next pass.
    ///   ``ShippingLock/Held`` says that no key could be destroyed because somebody ships and does not get on.
    func runOnce() async throws {
        var failure = PassFailure()
        let due = try await self.due()
        for waiting in due where waiting.state == .waiting {
            do {
                guard waiting.isSuspended else {
                    try await self.cancel(waiting)
                    continue
                }
                _ = try await self.work.take(.key, in: waiting.scope, isDone: { $0 != nil }) {
                    try await self.destroyKey(waiting, in: $0)
                }
            } catch {
                try failure.note(error)
                // The next would wait for the same, and have all who ship wait behind it.
                if error is ShippingLock.Held { break }
            }
        }
        for begun in due where begun.state == .destroying || begun.isSuspended {
            do {
                try await self.empty(begun)
            } catch {
                try failure.note(error)
            }
        }
        try failure.conclude()
    }

    private func due() async throws -> [Due] {
        try await self.work.database.inFleet { transaction in
            let rows = try await transaction.query(
                """
                SELECT o.tenant_id, o.offboarding_id, o.state, o.due_at, coalesce(t.status = 'suspended', false) AS is_suspended
                FROM hookswitch.offboarding AS o LEFT JOIN hookswitch.tenant AS t ON t.tenant_id = o.tenant_id
                WHERE o.state IN ('waiting', 'destroying') AND o.due_at <= now()
                ORDER BY o.due_at LIMIT \(Int64(Self.passSize))
                """
            )
            return try rows.map { row in
                Due(
                    // The server's own work, which an operator asked for who might work in this tenant.
                    scope: TenantScope(authenticated: TenantID(try row.decode("tenant_id", as: UUID.self))),
                    id: OffboardingID(try row.decode("offboarding_id", as: UUID.self)),
                    state: OffboardingState(rawValue: try row.decode("state", as: String.self)) ?? .cancelled,
                    dueAt: try row.decode("due_at", as: Moment.self),
                    isSuspended: try row.decode("is_suspended", as: Bool.self)
                )
            }
        }
    }

    /// Deletes the decisions of a tenant whose key is destroyed, and certifies the end.
    private func empty(_ due: Due) async throws {
        let deadline = ContinuousClock.now + Self.turn
        var size = BatchSize()
        var after: Moment?
        while ContinuousClock.now < deadline {
            let (count, place) = (size.rowCount, after)
            do {
                let last = try await self.work.take(.decisions, in: due.scope, isDone: { $0 != nil }) { transaction in
                    try await self.deleteDecisions(due, after: place, limit: count, in: transaction)
                }
                // Another server may take every other batch; whoever finds none left goes on to the end.
                guard let last else { break }
                after = last
            } catch let error as PostgresError where error.isStatementTooSlow && !Task.isCancelled {
                guard size.shrink() else { throw error }
            }
            try Task.checkCancellation()
        }
        do {
            _ = try await self.work.take(.certificate, in: due.scope, isDone: { $0 != nil }) {
                try await self.certify(due, in: $0)
            }
        } catch let error as HeldSegments {
            // A server that hashes one finds no decisions left and ends soon; the next pass certifies.
            guard self.work.now() < due.dueAt.advanced(by: Self.segmentLateness) else { throw error }
            self.work.logger.debug("a tenant's segments are being sealed; its end is certified after that")
        }
    }
}

extension OffboardingWork {
    /// Ends an offboarding whose tenant was taken into service again without it: by a version of Hookswitch that knows no
    /// offboardings, or by hand. A tenant that takes calls is not destroyed.
    private func cancel(_ due: Due) async throws {
        let tenant = due.scope.tenantID.uuid
        let cancelled = try await self.work.database.inTenant(due.scope) { transaction -> OffboardingRow? in
            _ = try await transaction.query("SELECT FROM hookswitch.tenant WHERE tenant_id = \(tenant) FOR UPDATE")
            let rows = try await transaction.query(
                """
                UPDATE hookswitch.offboarding AS o SET state = 'cancelled', ended_at = clock_timestamp()
                WHERE o.tenant_id = \(tenant) AND o.offboarding_id = \(due.id.uuid) AND o.state = 'waiting'
                    AND EXISTS (
                        SELECT FROM hookswitch.tenant AS t
                        WHERE t.tenant_id = o.tenant_id AND t.status <> 'suspended'
                    )
                RETURNING \(OffboardingRow.columns)
                """
            )
            guard let row = try rows.first.map({ try OffboardingRow($0) }) else { return nil }
            let entry = AuditEntry(
                action: "tenant.offboard_cancel",
                subject: "tenant \(row.slug)",
                before: try AuditValue.members(["offboarding_due_at": .text(row.dueAt.exactText)]).json(),
                after: nil
            )
            try await entry.record(
                in: .tenant(row.tenantID),
                by: .processOwner,
                from: AuditOrigin(reason: "the tenant was in service when its time came"),
                through: transaction
            )
            try await TenantNotice.send(due.scope, in: transaction)
            return row
        }
        guard let cancelled else { return }
        self.work.logger.warning(
            "a tenant was to be destroyed and is in service; its offboarding is cancelled",
            metadata: ["tenant": "\(cancelled.slug)", "offboarding": "\(cancelled.id)"]
        )
    }

    /// Destroys the key and all rows but decisions, and lets every server go of the tenant.
    private func destroyKey(_ due: Due, in transaction: Transaction) async throws -> Void? {
        let tenant = due.scope.tenantID.uuid
        // Whoever asks for the lock has all who ship wait: only for what is still to be done.
        let waiting = try await transaction.query(
            """
            SELECT FROM hookswitch.offboarding
            WHERE tenant_id = \(tenant) AND offboarding_id = \(due.id.uuid) AND state = 'waiting' AND due_at <= now()
            """
        )
        guard !waiting.isEmpty else { return nil }
        // From here on nothing of the tenant is being shipped, and what comes later finds that it is destroyed.
        try await ShippingLock.takeAlone(in: transaction)
        // Whoever resumes the tenant holds this row first: then it is cancelled here, or gone there.
        _ = try await transaction.query("SELECT FROM hookswitch.tenant WHERE tenant_id = \(tenant) FOR UPDATE")
        let begun = try await transaction.query(
            """
            UPDATE hookswitch.offboarding AS o SET state = 'destroying', key_destroyed_at = clock_timestamp()
            WHERE o.tenant_id = \(tenant) AND o.offboarding_id = \(due.id.uuid) AND o.state = 'waiting'
                AND o.due_at <= now()
                AND EXISTS (
                    SELECT FROM hookswitch.tenant AS t WHERE t.tenant_id = o.tenant_id AND t.status = 'suspended'
                )
            RETURNING \(OffboardingRow.columns)
            """
        )
        // A tenant that somebody took into service again behind our back is not destroyed.
        guard let row = try begun.first.map({ try OffboardingRow($0) }) else { return nil }

        let keys = try await transaction.query(
            "SELECT data_key_id, sealed FROM hookswitch.data_key WHERE tenant_id = \(tenant) ORDER BY created_at"
        ).map { key in
            DestroyedKey(
                id: try key.decode("data_key_id", as: UUID.self).uuidString.lowercased(),
                sealed: try key.decode("sealed", as: [UInt8].self)
            )
        }
        _ = try await transaction.execute("DELETE FROM hookswitch.data_key WHERE tenant_id = \(tenant)")
        let credentialCount = try await transaction.execute(
            "DELETE FROM hookswitch.credential WHERE tenant_id = \(tenant)"
        )
        let webhookKeyCount = try await transaction.execute(
            "DELETE FROM hookswitch.webhook_key WHERE tenant_id = \(tenant)"
        )
        let versionCount = try await transaction.execute(
            "DELETE FROM hookswitch.tenant_version WHERE tenant_id = \(tenant)"
        )
        _ = try await transaction.execute("DELETE FROM hookswitch.erased_caller WHERE tenant_id = \(tenant)")
        _ = try await transaction.execute("DELETE FROM hookswitch.tenant WHERE tenant_id = \(tenant)")
        let json = String(decoding: try JSONEncoder().encode(keys), as: UTF8.self)
        _ = try await transaction.execute(
            """
            UPDATE hookswitch.offboarding SET keys = \(json)::jsonb, credential_count = \(Int64(credentialCount)),
                webhook_key_count = \(Int64(webhookKeyCount)), version_count = \(Int64(versionCount))
            WHERE tenant_id = \(tenant) AND offboarding_id = \(due.id.uuid)
            """
        )
        let fingerprints = AuditValue.list(keys.map { .text($0.fingerprint) })
        try await self.record("tenant.destroy", of: row, ["destroyed_keys": fingerprints], in: transaction)
        _ = try await transaction.query("SELECT pg_notify(\(TenantNotice.channel), \(tenant.uuidString))")
        self.work.logger.notice(
            "a tenant's key is destroyed; its rows follow",
            metadata: ["tenant": "\(row.slug)", "offboarding": "\(row.id)"]
        )
        return ()
    }

    /// - Returns: When the last of those that went was decided; `nil` if none is left, or another server is at it.
    private func deleteDecisions(
        _ due: Due,
        after: Moment?,
        limit: Int64,
        in transaction: Transaction
    ) async throws -> Moment? {
        let tenant = due.scope.tenantID.uuid
        guard try await self.hold(due, in: transaction) != nil else { return nil }
        _ = try await transaction.query(DecisionBatch.plan)
        let query = Self.deletion(of: due.scope.tenantID, after: after, limit: limit)
        let deleted = try await transaction.query(query)
        let count = try deleted.first?.decode("count", as: Int64.self) ?? 0
        guard count > 0, let lastAt = try deleted.first?.decode("last_at", as: Moment?.self) else { return nil }
        _ = try await transaction.execute(
            """
            UPDATE hookswitch.offboarding SET decision_count = decision_count + \(count)
            WHERE tenant_id = \(tenant) AND offboarding_id = \(due.id.uuid)
            """
        )
        return lastAt
    }

    /// The statement that deletes a tenant's oldest decisions, and says how many and until when.
    ///
    /// - Parameter after: When the last that was deleted was decided: what was deleted needs not be passed over again.
    static func deletion(of tenantID: TenantID, after: Moment?, limit: Int64) -> Query {
        let place: Query = after.map { "AND decided_at >= \($0)" } ?? ""
        return """
            WITH deleted AS (
                DELETE FROM hookswitch.decision AS d USING (
                    SELECT decided_at, writer_id, sequence FROM hookswitch.decision
                    WHERE tenant_id = \(tenantID.uuid) \(place) ORDER BY decided_at LIMIT \(limit)
                ) AS next
                WHERE d.tenant_id = \(tenantID.uuid) AND d.decided_at = next.decided_at
                    AND d.writer_id = next.writer_id AND d.sequence = next.sequence
                RETURNING d.decided_at
            )
            SELECT count(*) AS count, max(decided_at) AS last_at FROM deleted
            """
    }

    private func certify(_ due: Due, in transaction: Transaction) async throws -> Void? {
        let tenant = due.scope.tenantID.uuid
        guard let row = try await self.hold(due, in: transaction) else { return nil }
        _ = try await transaction.query(DecisionBatch.plan)
        let left = try await transaction.query(
            "SELECT FROM hookswitch.decision WHERE tenant_id = \(tenant) LIMIT 1"
        )
        guard left.isEmpty else { return nil }
        try await Self.deleteSegments(of: tenant, in: transaction)

        let decisions: [String: AuditValue] = ["deleted_decisions": .integer(row.decisionCount)]
        try await self.record("tenant.destroyed", of: row, decisions, in: transaction)
        let head = try await AuditChain(id: .tenant(due.scope.tenantID)).head(in: transaction)
        let moment = self.work.now()
        let facts = row.facts(auditHead: head, endedAt: moment)
        let certificate = try self.work.signer.certify(.offboarding, id: row.id.description, facts, at: moment)
        _ = try await transaction.execute(
            """
            UPDATE hookswitch.offboarding SET state = 'destroyed', ended_at = \(moment), certificate = \(certificate)
            WHERE tenant_id = \(tenant) AND offboarding_id = \(due.id.uuid)
            """
        )
        self.work.logger.notice(
            "a tenant is destroyed; its certificate can be fetched",
            metadata: ["tenant": "\(row.slug)", "offboarding": "\(row.id)"]
        )
        return ()
    }

    /// Deletes the tenant's segments. Whoever hashes one just now is not waited for: others are to be destroyed, too.
    private static func deleteSegments(of tenant: UUID, in transaction: Transaction) async throws {
        _ = try await transaction.query("SELECT set_config('lock_timeout', \(Self.segmentPatience), true)")
        do {
            try await transaction.execute("DELETE FROM hookswitch.decision_segment WHERE tenant_id = \(tenant)")
            try await transaction.execute("DELETE FROM hookswitch.decision_restart WHERE tenant_id = \(tenant)")
            try await transaction.execute("DELETE FROM hookswitch.decision_break WHERE tenant_id = \(tenant)")
        } catch {
            guard error.sqlState == .lockNotAvailable else { throw error }
            throw HeldSegments()
        }
        // What comes next waits for others as every statement does.
        try await transaction.execute("SET LOCAL lock_timeout TO DEFAULT")
    }

    /// Holds the row of an offboarding under way; `nil` if another server holds it, or it is over.
    private func hold(_ due: Due, in transaction: Transaction) async throws -> OffboardingRow? {
        let rows = try await transaction.query(
            """
            SELECT \(OffboardingRow.columns) FROM hookswitch.offboarding AS o
            WHERE o.tenant_id = \(due.scope.tenantID.uuid) AND o.offboarding_id = \(due.id.uuid)
                AND o.state = 'destroying' FOR UPDATE SKIP LOCKED
            """
        )
        return try rows.first.map { try OffboardingRow($0) }
    }

    /// Records what is done in the name of whoever asked for it.
    private func record(
        _ action: String,
        of row: OffboardingRow,
        _ after: [String: AuditValue],
        in transaction: Transaction
    ) async throws {
        let entry = AuditEntry(
            action: action,
            subject: "tenant \(row.slug)",
            before: nil,
            after: try AuditValue.members(after).json()
        )
        try await entry.record(
            in: .tenant(row.tenantID),
            by: row.actor,
            from: AuditOrigin(reason: row.reason),
            through: transaction
        )
    }
}
