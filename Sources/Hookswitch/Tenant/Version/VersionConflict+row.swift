import Foundation
import Postgres

extension VersionConflict {
    /// The conflict with the version that there is, and who made that.
    static func find(
        slug: String,
        sent: Int32?,
        current: Int32,
        _ scope: TenantScope,
        in transaction: Transaction
    ) async throws -> VersionConflict {
        let rows = try await transaction.query(
            """
            SELECT actor, created_at FROM hookswitch.tenant_version
            WHERE tenant_id = \(scope.tenantID.uuid) AND version = \(current)
            """
        )
        return VersionConflict(
            slug: slug,
            sent: sent,
            current: current,
            actor: try rows.first?.decode("actor", as: String?.self),
            changedAt: try rows.first?.decode("created_at", as: Date.self).rfc3339
        )
    }
}
