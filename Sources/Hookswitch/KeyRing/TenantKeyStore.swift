import Crypto
import Foundation
import Postgres

/// Reads and makes tenants' own keys.
struct TenantKeyStore: Sendable {
    let keyRing: KeyRing

    /// The tenant's key.
    ///
    /// - Parameter id: Which of its keys; `nil` is the newest.
    /// - Returns: `nil` if it has none, or none of that name: what was sealed with it stays so.
    /// - Throws: ``SealError`` if the key ring cannot open it.
    func find(_ scope: TenantScope, id: UUID? = nil, in transaction: Transaction) async throws -> TenantKey? {
        let rows = try await transaction.query(
            """
            SELECT data_key_id, sealed FROM hookswitch.data_key
            WHERE tenant_id = \(scope.tenantID.uuid) AND data_key_id = coalesce(\(id as UUID?), data_key_id)
            ORDER BY created_at DESC LIMIT 1
            """
        )
        guard let row = rows.first else { return nil }
        return try self.open(
            try row.decode("sealed", as: [UInt8].self),
            tenantID: scope.tenantID,
            dataKeyID: try row.decode("data_key_id", as: UUID.self)
        )
    }

    /// The tenant's key, made if it has none.
    ///
    /// - Throws: ``SealError`` if the key ring cannot open it.
    func findOrMake(_ scope: TenantScope, in transaction: Transaction) async throws -> TenantKey {
        if let key = try await self.find(scope, in: transaction) { return key }

        var random = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
        let id = UUID.timeOrdered(at: .now(), random: &random)
        let sealed = try self.keyRing.seal(bytes, for: TenantKey.context(scope.tenantID, id))
        _ = try await transaction.execute(
            """
            INSERT INTO hookswitch.data_key (tenant_id, data_key_id, sealed)
            VALUES (\(scope.tenantID.uuid), \(id), \(sealed))
            """
        )
        return TenantKey(bytes, tenantID: scope.tenantID, dataKeyID: id)
    }

    /// Opens a key that was read.
    func open(_ sealed: [UInt8], tenantID: TenantID, dataKeyID: UUID) throws(SealError) -> TenantKey {
        let bytes = try self.keyRing.open(sealed, for: TenantKey.context(tenantID, dataKeyID))
        return TenantKey(bytes, tenantID: tenantID, dataKeyID: dataKeyID)
    }
}
