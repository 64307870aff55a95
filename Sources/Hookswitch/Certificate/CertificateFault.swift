/// Why a certificate is not to be believed.
public enum CertificateFault: String, Codable, Error, Hashable, Sendable {
    /// It is signed with a key that was not given.
    case unknownKey = "unknown_key"
    /// It was changed, or somebody else made it.
    case wrongSignature = "wrong_signature"
}

extension CertificateFault: CustomStringConvertible {
    /// The reason, for people.
    public var description: String {
        switch self {
        case .unknownKey: "it is signed with a key that was not given"
        case .wrongSignature: "its signature is not that of the key: it was changed, or somebody else made it"
        }
    }
}
