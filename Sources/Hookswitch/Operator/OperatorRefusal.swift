/// An operator was not made, or not changed.
public struct OperatorRefusal: Error, Hashable, Sendable {
    /// A half of where somebody works.
    public enum Half: String, Hashable, Sendable {
        /// The tenants that are named.
        case tenants
        /// The tags.
        case tags
    }

    /// One thing that is wrong.
    public enum Flaw: Hashable, Sendable {
        /// The name, the role or the restriction, as of a token.
        case access(APITokenFlaw)
        /// The maker is a token that ends, and nobody's: who is made by it, or raised, would keep what it gave.
        case outlivesMaker
        /// It is no issuer's name.
        case issuer
        /// It is empty, too long, or has control characters.
        case subject
        /// It is an address: those change hands, and prove nobody.
        case subjectIsAddress
        /// Who works in some tenants only names nobody: the person may be somebody else's to know. They invite.
        case namedByRestricted
        /// Without this half of the restriction they would work in all tenants, and nobody said so.
        case otherHalf(OperatorRefusal.Half)
    }

    /// All that is wrong; never empty.
    public let flaws: [Flaw]
}
