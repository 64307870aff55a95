public import Foundation

/// Somebody who runs Hookswitch, as a token proved.
///
/// Only ``APITokenService/authenticate(_:)`` makes one. It is the right to work in every tenant; narrower rights come
/// with roles.
public struct Operator: Hashable, Sendable {
    /// The token's identity.
    public let tokenID: UUID
    /// The token's name: who the audit says it was.
    public let name: String
    /// What the operator may do.
    public let role: OperatorRole
    /// Where this request of theirs came from, and why, for the audit.
    public var origin = AuditOrigin()

    init(tokenID: UUID, name: String, role: OperatorRole) {
        self.tokenID = tokenID
        self.name = name
        self.role = role
    }

    /// The right to work inside one tenant.
    func scope(of tenantID: TenantID) -> TenantScope {
        TenantScope(authenticated: tenantID)
    }
}
