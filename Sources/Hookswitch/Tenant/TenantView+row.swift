import Routing
import Dynamics
import Foundation
import Postgres

extension TenantView {
    /// The query of tenants as they are shown; the caller adds what follows `FROM …`.
    static let query: Query = """
        SELECT \(TenantRow.columns), c.fingerprint, c.expires_at AS credential_expires_at,
            (SELECT count(*) FROM hookswitch.webhook_key AS k
                WHERE k.tenant_id = t.tenant_id AND k.revoked_at IS NULL) AS live_key_count,
            (SELECT o.due_at FROM hookswitch.offboarding AS o
                WHERE o.tenant_id = t.tenant_id AND o.state = 'waiting') AS offboarding_due_at
        FROM hookswitch.tenant AS t
        LEFT JOIN hookswitch.credential AS c ON c.tenant_id = t.tenant_id AND c.state = 'active'
        """

    /// Shows a row of ``query``. Of a document that this version of Hookswitch cannot read, only what the row itself has.
    ///
    /// - Parameter publicURL: What webhook addresses begin with, if the server knows.
    init(_ row: Row, publicURL: String?) throws {
        let tenant = try TenantRow(row)
        let document = try? tenant.parsed()
        let fingerprint = try row.decode("fingerprint", as: String?.self)
        let expiresAt = try row.decode("credential_expires_at", as: Date?.self)
        let path = "/hooks/" + tenant.endpoint
        self.init(
            id: tenant.tenantID.description,
            slug: tenant.slug,
            name: tenant.name,
            tags: document.flatMap { $0.tags.isEmpty ? nil : $0.tags.map(\.text) },
            readable: document != nil,
            status: tenant.status,
            version: tenant.version,
            revision: tenant.revision,
            region: document?.region.code,
            webhook: Webhook(
                path: path,
                url: publicURL.map { $0 + path },
                authentication: document?.authentication.rawValue,
                liveKeyCount: Int(try row.decode("live_key_count", as: Int64.self))
            ),
            dataverse: document.map { document in
                Dataverse(
                    url: document.dataverseURL,
                    lookup: document.lookup.rawValue,
                    fallback: document.fallback.rawValue,
                    tables: document.tables.map(\.rawValue)
                )
            },
            entra: document.map { document in
                Entra(
                    tenant: document.entraTenant,
                    clientID: document.clientID.uuidString.lowercased(),
                    credential: fingerprint.map { fingerprint in
                        Credential(
                            fingerprint: fingerprint,
                            expiresAt: expiresAt?.rfc3339,
                            expiry: expiresAt == nil ? "unknown" : "known"
                        )
                    }
                )
            },
            poolCount: document?.pools.count,
            createdAt: tenant.createdAt.rfc3339,
            updatedAt: tenant.updatedAt.rfc3339,
            offboardingDueAt: try row.decode("offboarding_due_at", as: Date?.self)?.rfc3339,
            externalID: document?.externalID?.text,
            note: tenant.note
        )
    }
}
