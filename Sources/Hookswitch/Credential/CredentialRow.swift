import Foundation
import Postgres
import Routing

/// A credential as Postgres keeps it.
struct CredentialRow: Hashable, Sendable {
    let credentialID: UUID
    let entraTenant: String
    let clientID: UUID
    let sealed: [UInt8]
    let fingerprint: String
    let expiresAt: Date?

    /// The columns that ``init(_:)`` reads.
    static let columns: Query = """
        c.credential_id, c.entra_tenant, c.client_id, c.sealed, c.fingerprint, c.expires_at
        """

    init(_ row: Row) throws {
        self.credentialID = try row.decode("credential_id", as: UUID.self)
        self.entraTenant = try row.decode("entra_tenant", as: String.self)
        self.clientID = try row.decode("client_id", as: UUID.self)
        self.sealed = try row.decode("sealed", as: [UInt8].self)
        self.fingerprint = try row.decode("fingerprint", as: String.self)
        self.expiresAt = try row.decode("expires_at", as: Date?.self)
    }

    /// Opens the secret. It opens only for the hosts that it was entered for, so nobody can have it sent elsewhere by
    /// changing an address.
    func open(with key: TenantKey, for place: CredentialPlace) throws(SealError) -> Secret {
        let bytes = try key.open(self.sealed, for: place.context(key.tenantID, self.credentialID))
        return Secret(String(decoding: bytes, as: UTF8.self))
    }
}
