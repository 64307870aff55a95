/// One page of a list of credentials.
public struct CredentialPage: Hashable, Sendable {
    /// The credentials.
    public let data: [CredentialView]
    /// Where the next page begins; `nil` on the last.
    public let next: String?
}
