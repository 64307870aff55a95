/// An operator was not made, or not changed.
public struct OperatorRefusal: Error, Hashable, Sendable {
    /// One thing that is wrong.
    public enum Flaw: Hashable, Sendable {
        /// The name, the role or the restriction, as of a token.
        case access(APITokenFlaw)
        /// It is no issuer's name.
        case issuer
        /// It is empty, too long, or has control characters.
        case subject
        /// It is an address: those change hands, and prove nobody.
        case subjectIsAddress
    }

    /// All that is wrong; never empty.
    public let flaws: [Flaw]
}
