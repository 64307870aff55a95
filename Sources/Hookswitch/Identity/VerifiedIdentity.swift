/// Who signed in, as an issuer proved.
public struct VerifiedIdentity: Hashable, Sendable {
    /// The issuer, as its tokens name it.
    public let issuer: String
    /// Whom the issuer means; with ``issuer`` it is one person for ever.
    public let subject: String
    /// What people call them; `nil` if the issuer does not say. It proves nothing.
    public let name: String?
    /// The words of the role claim.
    public let roles: [String]
}
