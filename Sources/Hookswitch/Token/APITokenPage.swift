/// One page of the list of tokens.
public struct APITokenPage: Hashable, Sendable {
    /// The tokens, newest first.
    public let data: [APITokenView]
    /// Where the next page begins; `nil` on the last.
    public let next: String?
}
