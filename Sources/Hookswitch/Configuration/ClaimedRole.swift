/// Which role a word of an issuer's role claim stands for, such as `Hookswitch.Admin=admin`.
public struct ClaimedRole: Hashable, Sendable, CustomStringConvertible {
    /// The text is not a word, `=` and a role.
    public struct ParseError: Error, Hashable, Sendable {}

    /// The issuer's word.
    public let claim: String
    /// Our role.
    public let role: OperatorRole

    /// Reads `word=role`.
    public init(parsing text: String) throws(ParseError) {
        guard let sign = text.lastIndex(of: "="),
            let role = OperatorRole(rawValue: String(text[text.index(after: sign)...])),
            sign > text.startIndex
        else { throw ParseError() }
        self.claim = String(text[..<sign])
        self.role = role
    }

    /// As it is written in the configuration.
    public var description: String { "\(self.claim)=\(self.role.rawValue)" }
}
