/// How identity tokens may be signed: with a private key. `none` and the HMACs are not among them, for of an HMAC whoever
/// can check a signature can make one.
enum SigningAlgorithm: String, CaseIterable, Hashable, Sendable {
    /// RSA with PKCS #1 v1.5 and SHA-256, which every issuer has.
    case rs256 = "RS256"
    /// RSA-PSS and SHA-256.
    case ps256 = "PS256"
    /// ECDSA on P-256 and SHA-256.
    case es256 = "ES256"
}
