import Foundation

/// What an operator to be made is to be.
public struct OperatorOrder: Hashable, Sendable {
    /// Whom the issuer must mean.
    public struct Identity: Hashable, Sendable {
        /// The issuer, as its tokens name it.
        public let issuer: String
        /// The person: of Entra `oid.tid`, of others `sub`.
        public let subject: String

        /// Names somebody.
        public init(issuer: String, subject: String) {
            self.issuer = issuer
            self.subject = subject
        }
    }

    /// What the operator may do and where, and what they are called.
    public let access: APITokenOrder
    /// Who they are; `nil` is whoever comes first with the invitation that is made.
    public let identity: Identity?

    /// States what is wanted.
    public init(
        name: String,
        role: OperatorRole,
        tenants: [String]? = nil,
        tags: [String]? = nil,
        identity: Identity? = nil
    ) {
        self.access = APITokenOrder(name: name, role: role, tenants: tenants, tags: tags)
        self.identity = identity
    }
}
