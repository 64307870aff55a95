import Foundation
import Postgres

/// Tells every server that something of a tenant changed: it takes effect with the commit.
enum TenantNotice {
    /// The channel on which servers listen.
    static let channel = "hookswitch_tenant"

    /// Raises the tenant's revision, by which a server that heard nothing finds the change, and calls the others.
    static func send(_ scope: TenantScope, in transaction: Transaction) async throws {
        _ = try await transaction.execute(
            """
            UPDATE hookswitch.tenant SET revision = nextval('hookswitch.tenant_revision')
            WHERE tenant_id = \(scope.tenantID.uuid)
            """
        )
        _ = try await transaction.query("SELECT pg_notify(\(Self.channel), \(scope.tenantID.uuid.uuidString))")
    }
}
