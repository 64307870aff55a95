public import Foundation

/// The identity of a tenant: a customer whose calls Hookswitch routes. Never Entra's tenant.
public struct TenantID: ResourceID {
    /// `ten`
    public static let prefix = "ten"

    /// The identity as Postgres keeps it.
    public let uuid: UUID

    /// Names a tenant.
    public init(_ uuid: UUID) {
        self.uuid = uuid
    }
}
