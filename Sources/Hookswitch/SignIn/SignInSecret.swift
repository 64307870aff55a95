import Crypto
import Foundation

/// What a browser keeps while it signs in. The nonce and the proof for the issuer are made of it, so that the database holds
/// nothing by which a sign-in could be ended by somebody else.
struct SignInSecret: Sendable {
    /// 256 random bits.
    private static let byteCount = 32

    /// The secret as the cookie has it.
    let text: String

    /// Draws one.
    init(random: inout some RandomNumberGenerator) {
        self.text = Base64URL.encode((0..<Self.byteCount).map { _ in UInt8.random(in: 0...255, using: &random) })
    }

    /// Takes what a cookie has.
    ///
    /// - Returns: `nil` if it is none.
    init?(_ text: String) {
        guard Base64URL.decode(text.utf8)?.count == Self.byteCount else { return nil }
        self.text = text
    }

    /// What the identity token must repeat.
    var nonce: String { self.derived("nonce") }
    /// What proves to the issuer who began: 43 characters (RFC 7636, 4.1).
    var verifier: String { self.derived("verifier") }
    /// The verifier's digest, which the issuer gets first.
    var challenge: String { Base64URL.encode(SHA256.hash(data: Array(self.verifier.utf8))) }
    /// What the database knows it by.
    var digest: [UInt8] { Array(SHA256.hash(data: Array(self.text.utf8))) }

    private func derived(_ purpose: String) -> String {
        let key = SymmetricKey(data: Array(self.text.utf8))
        return Base64URL.encode(HMAC<SHA256>.authenticationCode(for: Array(purpose.utf8), using: key))
    }
}
