public import Routing

/// A sign-in that has begun.
public struct BegunSignIn: Sendable {
    /// Where the browser goes: the issuer.
    public let url: String
    /// What the browser keeps, and proves with it that the answer came to the browser that asked.
    public let browserSecret: Secret
}
