import Crypto
import Foundation
import JWTKit

/// A public key of an issuer, and what it may be used for: JSON Web Key, RFC 7517.
struct SigningKey: Sendable {
    /// What the key is made of.
    private enum Material: Sendable {
        case rsa(JWTKit.Insecure.RSA.PublicKey)
        case p256(ES256PublicKey)
    }

    /// The key's name.
    let id: String?
    /// The issuer whose tokens alone it signs, where the set has keys of several, as Entra's has; `{tenantid}` stands for
    /// the token's.
    let issuer: String?
    /// How tokens may be signed with it. The key decides, never the token alone.
    let algorithms: Set<SigningAlgorithm>
    private let material: Material

    /// The members of a key that we read.
    struct Members: Decodable, Sendable {
        enum CodingKeys: String, CodingKey {
            case kty, kid, use, alg, n, e, crv, x, y, issuer
            case operations = "key_ops"
        }

        let kty: String
        let kid: String?
        let use: String?
        let alg: String?
        let operations: [String]?
        let n: String?
        let e: String?
        let crv: String?
        let x: String?
        let y: String?
        let issuer: String?
    }

    /// Takes a key.
    ///
    /// - Returns: `nil` if it is no public key for a signature that is taken here, such as one for encryption, a shared
    ///   secret, or an RSA key below 2048 bits.
    init?(_ members: Members) {
        guard members.use.map({ $0 == "sig" }) ?? true, members.operations.map({ $0.contains("verify") }) ?? true
        else { return nil }
        let fitting: Set<SigningAlgorithm>
        switch members.kty {
        case "RSA":
            guard let n = members.n.flatMap({ Base64URL.decode($0.utf8) }),
                let e = members.e.flatMap({ Base64URL.decode($0.utf8) }), !n.isEmpty, !e.isEmpty,
                let modulus = members.n, let exponent = members.e,
                let key = try? JWTKit.Insecure.RSA.PublicKey(modulus: modulus, exponent: exponent)
            else { return nil }
            self.material = .rsa(key)
            fitting = [.rs256, .ps256]
        case "EC":
            // 32 bytes each, or another curve's point would be read.
            guard members.crv == "P-256", let x = members.x.flatMap({ Base64URL.decode($0.utf8) }), x.count == 32,
                let y = members.y.flatMap({ Base64URL.decode($0.utf8) }), y.count == 32,
                let point = try? P256.Signing.PublicKey(x963Representation: [0x04] + x + y),
                let key = try? ES256PublicKey(backing: point)
            else { return nil }
            self.material = .p256(key)
            fitting = [.es256]
        default:
            return nil
        }
        self.algorithms = members.alg.map { name in fitting.filter { $0.rawValue == name } } ?? fitting
        guard !self.algorithms.isEmpty else { return nil }
        self.id = members.kid
        self.issuer = members.issuer
    }

    /// The payload without a check of its own: ``IdentityRules`` has the checks.
    private struct Payload: JWTPayload {
        let claims: IdentityClaims

        init(from decoder: any Decoder) throws {
            self.claims = try IdentityClaims(from: decoder)
        }

        func encode(to encoder: any Encoder) throws {
            // Only read.
        }

        func verify(using algorithm: some JWTAlgorithm) async throws {
            // The claims are checked elsewhere, all of them together.
        }
    }

    /// Proves a token's signature.
    ///
    /// JWTKit takes any key that it has for any token, whatever algorithm the token names; so it gets this one key, for the
    /// one algorithm that both the token and the key name.
    ///
    /// - Returns: What the token says.
    /// - Throws: ``IdentityFault/unknownKey``, ``IdentityFault/signature`` or ``IdentityFault/malformed``.
    func verify(_ token: IdentityToken) async throws(IdentityFault) -> IdentityClaims {
        guard self.algorithms.contains(token.algorithm) else { throw .unknownKey }
        let keys = JWTKeyCollection()
        switch (self.material, token.algorithm) {
        case (.rsa(let key), .rs256): await keys.add(rsa: key, digestAlgorithm: .sha256)
        case (.rsa(let key), .ps256): await keys.add(pss: key, digestAlgorithm: .sha256)
        case (.p256(let key), .es256): await keys.add(ecdsa: key)
        case (.rsa, .es256), (.p256, .rs256), (.p256, .ps256): throw .unknownKey
        }
        do {
            return try await keys.verify(token.text, as: Payload.self).claims
        } catch let error as JWTError where error.errorType == .malformedToken {
            throw .malformed
        } catch {
            throw .signature
        }
    }
}
