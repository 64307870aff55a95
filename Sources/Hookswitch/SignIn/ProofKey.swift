import Crypto

/// What a client proves with that it is who began: PKCE, RFC 7636, with S256.
public struct ProofKey: Sendable {
    /// What is shown at the end: 43 characters.
    public let verifier: String
    /// What is shown at the beginning: the verifier's digest.
    public let challenge: String

    /// Draws one.
    public init() {
        var random = SystemRandomNumberGenerator()
        self.verifier = Self.word(random: &random)
        self.challenge = Base64URL.encode(SHA256.hash(data: Array(self.verifier.utf8)))
    }

    /// 256 random bits as 43 characters that need no encoding in a URL.
    public static func word(random: inout some RandomNumberGenerator) -> String {
        Base64URL.encode((0..<32).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
}
