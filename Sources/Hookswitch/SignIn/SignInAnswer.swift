/// What the issuer sent a browser back with.
public struct SignInAnswer: Hashable, Sendable {
    /// What the sign-in was begun with.
    public let state: String
    /// What becomes a token; `nil` if the issuer let nobody in.
    public let code: String?
    /// Why not.
    public let error: String?
    /// Who answers, if they say so (RFC 9207).
    public let issuer: String?

    /// Tells what came.
    public init(state: String, code: String?, error: String?, issuer: String?) {
        self.state = state
        self.code = code
        self.error = error
        self.issuer = issuer
    }
}
