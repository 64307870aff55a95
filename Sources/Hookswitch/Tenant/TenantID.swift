public import Foundation

/// The identity of a tenant: a customer whose calls Hookswitch routes. Never Entra's tenant.
public struct TenantID: Hashable, Sendable {
    /// The identity as Postgres keeps it.
    public let uuid: UUID

    /// Names a tenant.
    public init(_ uuid: UUID) {
        self.uuid = uuid
    }
}

extension TenantID: CustomStringConvertible {
    /// The identity as people see it: `ten_` and 26 characters.
    public var description: String {
        "ten_" + Base32.encode(self.uuid.bytes)
    }
}
