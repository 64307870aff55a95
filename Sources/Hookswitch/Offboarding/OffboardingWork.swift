import Foundation
import Logging
import Postgres

/// Destroys tenants whose time has come, step by step.
///
/// Each step is one transaction that holds the offboarding's row and does nothing unless the row is where the step begins.
/// So it may be killed anywhere and begun again anywhere, on several servers at once: what was done is done once.
struct OffboardingWork: Sendable {
    /// How many decisions go in one transaction: some tenths of a second, for which nobody else waits.
    static let batchSize = 5000
    /// How many offboardings one pass takes on; the next pass takes the rest.
    private static let passSize = 100

    private let database: Database
    private let signer: CertificateSigner
    private let now: @Sendable () -> Moment
    private let logger: Logger
    /// Called within each step's transaction just before its commit, and just after the commit. A test throws from it, as
    /// though the process ended there.
    private let observe: @Sendable (OffboardingStep, _ isCommitted: Bool) async throws -> Void

    /// - Throws: What the library says if no key can be derived from the key ring.
    init(
        database: Database,
        keyRing: KeyRing,
        logger: Logger,
        now: @escaping @Sendable () -> Moment = { .now() },
        observe: @escaping @Sendable (OffboardingStep, _ isCommitted: Bool) async throws -> Void = { _, _ in }
    ) throws {
        self.database = database
        self.signer = try CertificateSigner(keyRing: keyRing)
        self.logger = logger
        self.now = now
        self.observe = observe
    }

    /// An offboarding that has something to be done.
    private struct Due: Sendable {
        let scope: TenantScope
        let id: OffboardingID
        let state: OffboardingState
    }

    /// Takes every offboarding whose time has come as far as it goes. What another server works on is left to it.
    ///
    /// - Throws: The first failure, after the others were taken on; what is left is done by the next pass.
    func runOnce() async throws {
        var failure: (any Error)?
        for due in try await self.due() {
            do {
                try await self.carryOut(due)
            } catch {
                guard !(error is CancellationError) else { throw error }
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    private func due() async throws -> [Due] {
        try await self.database.inFleet { transaction in
            let rows = try await transaction.query(
                """
                SELECT o.tenant_id, o.offboarding_id, o.state FROM hookswitch.offboarding AS o
                WHERE o.state IN ('waiting', 'destroying') AND o.due_at <= now()
                ORDER BY o.due_at LIMIT \(Int64(Self.passSize))
                """
            )
            return try rows.map { row in
                Due(
                    // The server's own work, which an operator asked for who might work in this tenant.
                    scope: TenantScope(authenticated: TenantID(try row.decode("tenant_id", as: UUID.self))),
                    id: OffboardingID(try row.decode("offboarding_id", as: UUID.self)),
                    state: OffboardingState(rawValue: try row.decode("state", as: String.self)) ?? .cancelled
                )
            }
        }
    }

    private func carryOut(_ due: Due) async throws {
        if due.state == .waiting {
            guard try await self.step(.key, of: due, { try await self.destroyKey(due, in: $0) }) else { return }
        }
        // Another server may take every other batch; whoever finds none left goes on to the end.
        while try await self.step(.decisions, of: due, { try await self.deleteDecisions(due, in: $0) }) {
            try Task.checkCancellation()
        }
        _ = try await self.step(.certificate, of: due) { try await self.certify(due, in: $0) }
    }

    /// - Returns: Whether the step had something to do.
    private func step(
        _ step: OffboardingStep,
        of due: Due,
        _ body: @Sendable (Transaction) async throws -> Bool
    ) async throws -> Bool {
        let isDone = try await self.database.inTenant(due.scope) { transaction in
            let isDone = try await body(transaction)
            if isDone { try await self.observe(step, false) }
            return isDone
        }
        if isDone { try await self.observe(step, true) }
        return isDone
    }
}

extension OffboardingWork {
    /// Destroys the key and all rows but decisions, and lets every server go of the tenant.
    private func destroyKey(_ due: Due, in transaction: Transaction) async throws -> Bool {
        let tenant = due.scope.tenantID.uuid
        // From here on nothing of the tenant is being shipped, and what comes later finds that it is destroyed.
        _ = try await transaction.query(ShippingLock.exclusive)
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
        guard let row = try begun.first.map({ try OffboardingRow($0) }) else { return false }

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
        self.logger.notice(
            "a tenant's key is destroyed; its rows follow",
            metadata: ["tenant": "\(row.slug)", "offboarding": "\(row.id)"]
        )
        return true
    }

    private func deleteDecisions(_ due: Due, in transaction: Transaction) async throws -> Bool {
        let tenant = due.scope.tenantID.uuid
        guard try await self.hold(due, in: transaction) != nil else { return false }
        let count = try await transaction.execute(
            """
            DELETE FROM hookswitch.decision AS d USING (
                SELECT decided_at, writer_id, sequence FROM hookswitch.decision
                WHERE tenant_id = \(tenant) LIMIT \(Int64(Self.batchSize))
            ) AS doomed
            WHERE d.tenant_id = \(tenant) AND d.decided_at = doomed.decided_at AND d.writer_id = doomed.writer_id
                AND d.sequence = doomed.sequence
            """
        )
        guard count > 0 else { return false }
        _ = try await transaction.execute(
            """
            UPDATE hookswitch.offboarding SET decision_count = decision_count + \(Int64(count))
            WHERE tenant_id = \(tenant) AND offboarding_id = \(due.id.uuid)
            """
        )
        return true
    }

    private func certify(_ due: Due, in transaction: Transaction) async throws -> Bool {
        let tenant = due.scope.tenantID.uuid
        guard let row = try await self.hold(due, in: transaction) else { return false }
        _ = try await transaction.execute("DELETE FROM hookswitch.decision_segment WHERE tenant_id = \(tenant)")
        let left = try await transaction.query(
            "SELECT FROM hookswitch.decision WHERE tenant_id = \(tenant) LIMIT 1"
        )
        guard left.isEmpty else { return false }

        let decisions: [String: AuditValue] = ["deleted_decisions": .integer(row.decisionCount)]
        try await self.record("tenant.destroyed", of: row, decisions, in: transaction)
        let head = try await AuditChain(id: .tenant(due.scope.tenantID)).head(in: transaction)
        let moment = self.now()
        let facts = row.facts(auditHead: head, endedAt: moment)
        let certificate = try self.signer.certify(.offboarding, id: row.id.description, facts, at: moment)
        _ = try await transaction.execute(
            """
            UPDATE hookswitch.offboarding SET state = 'destroyed', ended_at = \(moment), certificate = \(certificate)
            WHERE tenant_id = \(tenant) AND offboarding_id = \(due.id.uuid)
            """
        )
        self.logger.notice(
            "a tenant is destroyed; its certificate can be fetched",
            metadata: ["tenant": "\(row.slug)", "offboarding": "\(row.id)"]
        )
        return true
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
