import Foundation
import Postgres

/// All that Postgres has of one tenant for the snapshot.
struct SnapshotRow: Sendable {
    let tenant: TenantRow
    let dataKeyID: UUID
    let sealedDataKey: [UInt8]
    let credential: CredentialRow?
    let keyDigests: [[UInt8]]
    /// Callers who were erased of late: in two days, longer than any server remembers a caller. `cache.positiveSeconds` is
    /// 86 400 at most.
    let erasedDigests: [[UInt8]]

    /// The query; the caller adds a condition on `t`.
    static let query: Query = """
        SELECT \(TenantRow.columns), k.data_key_id, k.sealed AS sealed_data_key,
            \(CredentialRow.columns),
            ARRAY(SELECT w.digest FROM hookswitch.webhook_key AS w
                WHERE w.tenant_id = t.tenant_id AND w.revoked_at IS NULL
                ORDER BY w.created_at DESC LIMIT \(Int64(WebhookLock.maximumLiveKeyCount))) AS digests,
            ARRAY(SELECT e.caller_digest FROM hookswitch.erased_caller AS e
                WHERE e.tenant_id = t.tenant_id AND e.covers_until > now() - interval '2 days') AS erased_digests
        FROM hookswitch.tenant AS t
        JOIN LATERAL (SELECT d.data_key_id, d.sealed FROM hookswitch.data_key AS d
            WHERE d.tenant_id = t.tenant_id ORDER BY d.created_at DESC LIMIT 1) AS k ON true
        LEFT JOIN hookswitch.credential AS c ON c.tenant_id = t.tenant_id AND c.state = 'active'
        """

    init(_ row: Row) throws {
        self.tenant = try TenantRow(row)
        self.dataKeyID = try row.decode("data_key_id", as: UUID.self)
        self.sealedDataKey = try row.decode("sealed_data_key", as: [UInt8].self)
        let credentialID = try row.decode("credential_id", as: UUID?.self)
        self.credential = credentialID == nil ? nil : try CredentialRow(row)
        self.keyDigests = try row.decode("digests", as: [[UInt8]].self)
        self.erasedDigests = try row.decode("erased_digests", as: [[UInt8]].self)
    }
}
