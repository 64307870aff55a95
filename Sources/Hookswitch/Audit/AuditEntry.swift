import Foundation
import Postgres

/// One administrative change, written in the transaction that makes it: no record, no change.
struct AuditEntry: Sendable {
    /// What was done, such as `tenant.apply`.
    let action: String
    /// To what, such as `tenant acme`.
    let subject: String
    /// What it was before, as JSON without secrets.
    let before: String?
    /// What it is now, as JSON without secrets.
    let after: String?

    /// Writes the entry.
    func record(in scope: TenantScope, by actor: Operator, through transaction: Transaction) async throws {
        var random = SystemRandomNumberGenerator()
        let id = UUID.timeOrdered(at: .now(), random: &random)
        _ = try await transaction.execute(
            """
            INSERT INTO hookswitch.audit_record (tenant_id, audit_id, actor, action, subject, before, after)
            VALUES (\(scope.tenantID.uuid), \(id), \("token " + actor.name), \(self.action), \(self.subject),
                \(self.before as String?)::jsonb, \(self.after as String?)::jsonb)
            """
        )
    }
}
