public import Foundation

/// Somebody who runs Hookswitch, as a token proved.
///
/// Only ``APITokenService/authenticate(_:)`` makes one.
public struct Operator: Hashable, Sendable {
    /// The token's identity.
    public let tokenID: UUID
    /// The token's name: who the audit says it was.
    public let name: String
    /// What the operator may do.
    public let role: OperatorRole
    /// In which tenants.
    public let reach: TenantReach
    /// When the token stops working; `nil` is never.
    public let expiresAt: Date?
    /// Where this request of theirs came from, and why, for the audit.
    public var origin = AuditOrigin()

    init(tokenID: UUID, name: String, role: OperatorRole, reach: TenantReach, expiresAt: Date? = nil) {
        self.tokenID = tokenID
        self.name = name
        self.role = role
        self.reach = reach
        self.expiresAt = expiresAt
    }

    /// Whether the operator has a right.
    public func may(_ permission: Permission) -> Bool {
        self.role.permissions.contains(permission)
    }

    /// The right to work inside one tenant: the one gate through which an operator's request comes to a tenant's rows.
    ///
    /// - Returns: `nil` if the tenant is not the operator's. It is answered as though there were none.
    func scope(of tenantID: TenantID) -> TenantScope? {
        self.reach.includes(tenantID) ? TenantScope(authenticated: tenantID) : nil
    }
}
