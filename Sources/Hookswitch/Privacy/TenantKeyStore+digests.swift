import Foundation
import Postgres
import Routing

extension TenantKeyStore {
    /// The digests under which a caller may be found: one for each key that the tenant has or had.
    ///
    /// - Throws: ``SealError`` if the key ring cannot open one; a `PostgresError`.
    func digests(
        of number: PhoneNumber,
        _ scope: TenantScope,
        in transaction: Transaction
    ) async throws -> [[UInt8]] {
        let rows = try await transaction.query(
            "SELECT data_key_id, sealed FROM hookswitch.data_key WHERE tenant_id = \(scope.tenantID.uuid)"
        )
        return try rows.map { row in
            try self.open(
                try row.decode("sealed", as: [UInt8].self),
                tenantID: scope.tenantID,
                dataKeyID: try row.decode("data_key_id", as: UUID.self)
            ).digest(of: number)
        }
    }
}
