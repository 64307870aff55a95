public import Foundation

/// Somebody who runs Hookswitch, as a token or a session proved.
///
/// Only ``APITokenService/authenticate(_:)`` and ``SessionService/authenticate(_:)`` make one.
public struct Operator: Hashable, Sendable {
    /// What proved who they are.
    public enum Proof: Hashable, Sendable {
        /// An API token.
        case token
        /// A console login.
        case session
    }

    /// The identity of the token, or of the session.
    public let tokenID: UUID
    /// What proved who they are.
    public let proof: Proof
    /// The operator whose sign-in made the token or the session; `nil` of tokens that were made otherwise.
    public let operatorID: UUID?
    /// The token's or the operator's name: who the audit says it was.
    public let name: String
    /// What the operator may do.
    public let role: OperatorRole
    /// In which tenants.
    public let reach: TenantReach
    /// What makes that so.
    public let restriction: TenantRestriction
    /// When the token stops working; `nil` is never.
    public let expiresAt: Date?
    /// Where this request of theirs came from, and why, for the audit.
    public var origin = AuditOrigin()

    init(
        tokenID: UUID,
        name: String,
        role: OperatorRole,
        reach: TenantReach,
        restriction: TenantRestriction = TenantRestriction(),
        expiresAt: Date? = nil,
        operatorID: UUID? = nil,
        proof: Proof = .token
    ) {
        self.tokenID = tokenID
        self.operatorID = operatorID
        self.proof = proof
        self.name = name
        self.role = role
        self.reach = reach
        self.restriction = restriction
        self.expiresAt = expiresAt
    }

    /// Whom the audit names: of a session the operator, for sessions are many and short.
    var auditActor: AuditActor {
        switch self.proof {
        case .token: .token(self.tokenID, name: self.name)
        case .session: .operator(self.operatorID ?? self.tokenID, name: self.name)
        }
    }

    /// Whether what they ask with ends by itself, and no operator stands behind it whose rights are looked at anew and who is
    /// found by what they made. Nobody makes with it what lasts longer.
    var isPassing: Bool { self.operatorID == nil && self.expiresAt != nil }

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
