import Foundation
import Postgres

extension TenantService {
    /// Suspends a tenant, so that its calls take the default route, or resumes it: on every server within a second. Doing
    /// so twice is once. The document and its version stay as they are. Resuming cancels an offboarding that waits.
    ///
    /// - Throws: ``TenantError/unknownTenant``; a `PostgresError`.
    public func setStatus(
        of slug: String,
        to status: TenantStatus,
        by actor: Operator,
        dryRun: Bool
    ) async throws -> AppliedTenant {
        guard let scope = try await self.scope(of: slug, for: actor) else { throw TenantError.unknownTenant }
        return try await self.database.inTenant(scope, dryRun: dryRun) { transaction in
            let before = try await Self.lockedStatus(scope, in: transaction)
            var changes: [DocumentChange] = []
            // Also of a tenant that is in service already, by whatever did not know of the offboarding.
            let due = status == .active ? try await OffboardingService.cancel(scope, in: transaction) : nil
            if let due {
                let text = DocumentValue.text(due.date.rfc3339)
                changes.append(DocumentChange(path: "offboarding_due_at", before: text, after: nil))
            }
            if before != status.rawValue {
                let after = DocumentValue.text(status.rawValue)
                changes.append(DocumentChange(path: "status", before: .text(before), after: after))
            }
            if !changes.isEmpty {
                try await Self.set(status, before: (before, due), of: slug, scope, by: actor, in: transaction)
            }
            let now = try await TenantState.find(scope, publicURL: self.publicURL, in: transaction)
            guard let now else { throw TenantError.unknownTenant }
            return AppliedTenant(
                slug: slug,
                name: now.view.name,
                change: changes.isEmpty ? .same : .changed,
                changes: changes,
                tenant: now.view
            )
        }
    }

    private static func lockedStatus(_ scope: TenantScope, in transaction: Transaction) async throws -> String {
        let rows = try await transaction.query(
            "SELECT status FROM hookswitch.tenant WHERE tenant_id = \(scope.tenantID.uuid) FOR UPDATE"
        )
        guard let row = rows.first else { throw TenantError.unknownTenant }
        return try row.decode("status", as: String.self)
    }

    private static func set(
        _ status: TenantStatus,
        before: (status: String, due: Moment?),
        of slug: String,
        _ scope: TenantScope,
        by actor: Operator,
        in transaction: Transaction
    ) async throws {
        _ = try await transaction.execute(
            """
            UPDATE hookswitch.tenant SET status = \(status.rawValue), updated_at = now()
            WHERE tenant_id = \(scope.tenantID.uuid)
            """
        )
        let entry = AuditEntry(
            action: status == .suspended ? "tenant.suspend" : "tenant.resume",
            subject: "tenant \(slug)",
            // Words of a closed list and a time, which need no escape.
            before: before.due.map { #"{"offboarding_due_at":"\#($0.exactText)","status":"\#(before.status)"}"# }
                ?? #"{"status":"\#(before.status)"}"#,
            after: #"{"status":"\#(status.rawValue)"}"#
        )
        try await entry.record(in: scope, by: actor, through: transaction)
        try await TenantNotice.send(scope, in: transaction)
    }
}
