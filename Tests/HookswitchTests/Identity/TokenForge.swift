import Crypto
import CryptoExtras
import Foundation

@testable import Hookswitch

/// Makes and spoils identity tokens. It signs with swift-crypto alone, so that it shares no reading of JOSE with what is tested.
struct TokenForge: Sendable {
    /// Made once: an RSA key takes a while.
    static let rsa = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }
    static let otherRSA = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }

    let rsa: _RSA.Signing.PrivateKey
    let otherRSA: _RSA.Signing.PrivateKey
    let p256 = P256.Signing.PrivateKey()

    init() throws {
        self.rsa = try Self.rsa.get()
        self.otherRSA = try Self.otherRSA.get()
    }

    /// A key as a key set has it.
    func jwk(_ key: _RSA.Signing.PrivateKey, kid: String?, more: [String: String] = [:]) throws -> [String: String] {
        let primitives = try key.publicKey.getKeyPrimitives()
        var members = [
            "kty": "RSA", "use": "sig", "n": Self.encoded(primitives.modulus),
            "e": Self.encoded(primitives.publicExponent),
        ]
        members["kid"] = kid
        return members.merging(more) { _, new in new }
    }

    /// The key on P-256 as a key set has it.
    func jwkP256(kid: String) -> [String: String] {
        let point = self.p256.publicKey.rawRepresentation
        return [
            "kty": "EC", "use": "sig", "crv": "P-256", "kid": kid, "x": Self.encoded(point.prefix(32)),
            "y": Self.encoded(point.suffix(32)),
        ]
    }

    /// A key set.
    static func set(_ keys: [[String: String]]) throws -> Data {
        try JSONSerialization.data(withJSONObject: ["keys": keys])
    }

    /// A token.
    func token(
        _ claims: [String: Any],
        algorithm: String = "RS256",
        kid: String? = "one",
        header: [String: Any] = [:],
        key: _RSA.Signing.PrivateKey? = nil
    ) throws -> String {
        var head: [String: Any] = ["alg": algorithm, "typ": "JWT"]
        head["kid"] = kid
        head.merge(header) { _, new in new }
        let signed =
            try Self.encoded(JSONSerialization.data(withJSONObject: head)) + "."
            + Self.encoded(JSONSerialization.data(withJSONObject: claims))
        return signed + "." + Self.encoded(try self.signature(of: Data(signed.utf8), algorithm, key ?? self.rsa))
    }

    private func signature(of data: Data, _ algorithm: String, _ key: _RSA.Signing.PrivateKey) throws -> Data {
        switch algorithm {
        case "RS256":
            try key.signature(for: SHA256.hash(data: data), padding: .insecurePKCS1v1_5).rawRepresentation
        case "RS512":
            try key.signature(for: SHA512.hash(data: data), padding: .insecurePKCS1v1_5).rawRepresentation
        case "PS256":
            try key.signature(for: SHA256.hash(data: data), padding: .PSS).rawRepresentation
        case "ES256":
            try self.p256.signature(for: data).rawRepresentation
        case "HS256":
            // The public key as the secret: the classic confusion.
            Data(
                HMAC<SHA256>.authenticationCode(
                    for: data,
                    using: SymmetricKey(data: Data(key.publicKey.pemRepresentation.utf8))
                )
            )
        default:
            Data()
        }
    }

    static func encoded(_ data: some Sequence<UInt8>) -> String {
        Data(data).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
