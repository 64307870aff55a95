import Foundation
import Postgres

extension CredentialView {
    /// What to select of `hookswitch.credential` as `c` and `hookswitch.tenant` as `t`.
    static let columns: Query = """
        c.credential_id, c.tenant_id, t.slug, c.kind, c.state, c.entra_tenant, c.client_id, c.fingerprint, c.hint, c.length,
        c.expires_at, c.created_at
        """

    init(_ row: Row) throws {
        let expiresAt = try row.decode("expires_at", as: Date?.self)
        self.init(
            id: CredentialID(try row.decode("credential_id", as: UUID.self)).description,
            tenant: try row.decode("slug", as: String.self),
            kind: try row.decode("kind", as: String.self),
            state: State(rawValue: try row.decode("state", as: String.self)) ?? .retired,
            entraTenant: try row.decode("entra_tenant", as: String.self),
            clientID: try row.decode("client_id", as: UUID.self).uuidString.lowercased(),
            fingerprint: try row.decode("fingerprint", as: String.self),
            hint: try row.decode("hint", as: String?.self),
            length: try row.decode("length", as: Int32?.self).map(Int.init),
            expiresAt: expiresAt?.rfc3339,
            expiry: expiresAt == nil ? "unknown" : "known",
            createdAt: try row.decode("created_at", as: Date.self).rfc3339
        )
    }
}
