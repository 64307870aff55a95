import Foundation
import Postgres

/// Ends tenants: asks for the end, shows how far it is, and gives out the certificate.
///
/// ``OffboardingWork`` does the destroying, when the time has come.
public struct OffboardingService: Sendable {
    /// A page has at most so many offboardings.
    public static let maximumPageSize = 200
    /// How many days a tenant waits where no setting says otherwise: long enough for a mistake to be noticed in a monthly
    /// bill, short enough for a promise of deletion within two months.
    public static let defaultGraceDays = 30

    let database: Database
    let tenants: TenantService
    private let graceDays: Int

    /// Makes the service.
    ///
    /// - Parameter graceDays: How many days a tenant waits unless an order says otherwise.
    public init(database: Database, tenants: TenantService, graceDays: Int = Self.defaultGraceDays) {
        self.database = database
        self.tenants = tenants
        self.graceDays = graceDays
    }

    /// Suspends a tenant and sets the time at which it is destroyed. Asking again without a time changes nothing; with one
    /// it sets that.
    ///
    /// - Throws: ``OffboardingRefusal``; a `PostgresError`.
    public func offboard(
        _ slug: String,
        _ order: OffboardingOrder,
        by actor: Operator,
        dryRun: Bool
    ) async throws -> OffboardedTenant {
        guard let scope = try await self.tenants.scope(of: slug, for: actor) else {
            throw OffboardingRefusal.unknownTenant
        }
        try self.check(order, slug: slug, by: actor)
        return try await self.database.inTenant(scope, dryRun: dryRun) { transaction in
            let rows = try await transaction.query(
                "SELECT status FROM hookswitch.tenant WHERE tenant_id = \(scope.tenantID.uuid) FOR UPDATE"
            )
            guard let tenant = rows.first else { throw OffboardingRefusal.unknownTenant }
            let status = try tenant.decode("status", as: String.self)
            let before = try await Self.waiting(scope, in: transaction)
            let after = try await self.schedule(order, before, scope, by: actor, in: transaction)
            guard let after else {
                return OffboardedTenant(slug: slug, change: .same, changes: [], offboarding: before?.view)
            }
            let suspended = TenantStatus.suspended.rawValue
            _ = try await transaction.execute(
                """
                UPDATE hookswitch.tenant SET status = \(suspended), updated_at = now()
                WHERE tenant_id = \(scope.tenantID.uuid)
                """
            )
            let entry = AuditEntry(
                action: "tenant.offboard",
                subject: "tenant \(slug)",
                before: try Self.json(status: status, dueAt: before?.dueAt),
                after: try Self.json(status: suspended, dueAt: after.dueAt)
            )
            try await entry.record(in: scope, by: actor, through: transaction)
            try await TenantNotice.send(scope, in: transaction)
            return OffboardedTenant(
                slug: slug,
                change: before == nil ? .created : .changed,
                changes: Self.changes(from: (status, before?.dueAt), to: (suspended, after.dueAt)),
                offboarding: dryRun && before == nil ? nil : after.view
            )
        }
    }

    private func check(_ order: OffboardingOrder, slug: String, by actor: Operator) throws(OffboardingRefusal) {
        guard let days = order.graceDays else { return }
        guard OffboardingOrder.graceDays.contains(days) else { throw .graceDays }
        guard days == 0 else { return }
        guard order.confirmation == slug else { throw .notConfirmed }
        guard actor.origin.reason != nil else { throw .noReason }
    }

    /// - Returns: The offboarding with its new time; `nil` if it stays as it is.
    private func schedule(
        _ order: OffboardingOrder,
        _ before: OffboardingRow?,
        _ scope: TenantScope,
        by actor: Operator,
        in transaction: Transaction
    ) async throws -> OffboardingRow? {
        let days = Int32(clamping: order.graceDays ?? self.graceDays)
        guard let before else {
            var random = SystemRandomNumberGenerator()
            let id = UUID.timeOrdered(at: .now(), random: &random)
            let who = actor.auditActor
            let rows = try await transaction.query(
                """
                INSERT INTO hookswitch.offboarding AS o (tenant_id, offboarding_id, slug, name, state, actor, token_id,
                    reason, due_at)
                SELECT t.tenant_id, \(id), t.slug, t.name, 'waiting', \(who.text), \(who.tokenID as UUID?),
                    \(actor.origin.reason as String?), now() + make_interval(days => \(days))
                FROM hookswitch.tenant AS t WHERE t.tenant_id = \(scope.tenantID.uuid)
                RETURNING \(OffboardingRow.columns)
                """
            )
            return try rows.first.map { try OffboardingRow($0) }
        }
        guard order.graceDays != nil else { return nil }
        // What is due already cannot become due once more.
        let rows = try await transaction.query(
            """
            UPDATE hookswitch.offboarding AS o SET due_at = now() + make_interval(days => \(days)),
                reason = coalesce(\(actor.origin.reason as String?), o.reason)
            WHERE o.tenant_id = \(scope.tenantID.uuid) AND o.offboarding_id = \(before.id.uuid)
                AND NOT (\(days) = 0 AND o.due_at <= now())
            RETURNING \(OffboardingRow.columns)
            """
        )
        return try rows.first.map { try OffboardingRow($0) }
    }

    private static func json(status: String, dueAt: Moment?) throws -> String {
        var members: [String: AuditValue] = ["status": .text(status)]
        members["offboarding_due_at"] = dueAt.map { .text($0.exactText) }
        return try AuditValue.members(members).json()
    }

    private static func changes(
        from before: (status: String, dueAt: Moment?),
        to after: (status: String, dueAt: Moment)
    ) -> [DocumentChange] {
        let (from, to) = (before.dueAt?.date.rfc3339, after.dueAt.date.rfc3339)
        var changes = [DocumentChange(path: "offboarding_due_at", before: from.map { .text($0) }, after: .text(to))]
        if before.status != after.status {
            let change = DocumentChange(path: "status", before: .text(before.status), after: .text(after.status))
            changes.append(change)
        }
        return changes
    }
}

extension OffboardingService {
    /// The tenant's offboarding that waits, held until the transaction ends.
    static func waiting(_ scope: TenantScope, in transaction: Transaction) async throws -> OffboardingRow? {
        let rows = try await transaction.query(
            """
            SELECT \(OffboardingRow.columns) FROM hookswitch.offboarding AS o
            WHERE o.tenant_id = \(scope.tenantID.uuid) AND o.state = 'waiting' FOR UPDATE
            """
        )
        return try rows.first.map { try OffboardingRow($0) }
    }

    /// Cancels what waits: the tenant is resumed.
    ///
    /// - Returns: When it would have been destroyed; `nil` if nothing waited.
    static func cancel(_ scope: TenantScope, in transaction: Transaction) async throws -> Moment? {
        let rows = try await transaction.query(
            """
            UPDATE hookswitch.offboarding SET state = 'cancelled', ended_at = now()
            WHERE tenant_id = \(scope.tenantID.uuid) AND state = 'waiting' RETURNING due_at
            """
        )
        return try rows.first?.decode("due_at", as: Moment.self)
    }
}
