/// Why a certificate and its key cannot be used. It never holds any of their content.
public enum CertificateError: Error, Hashable, Sendable {
    /// A file cannot be read, with the system's reason.
    case unreadable(path: String, reason: String)
    /// A file is larger than any certificate chain.
    case tooLarge(path: String)
    /// The file has no certificate in PEM.
    case noCertificate(path: String)
    /// The file has no private key in PEM, or one with a passphrase.
    case noKey(path: String)
    /// The key is not the certificate's, or TLS refuses the pair.
    case mismatch
}

extension CertificateError: CustomStringConvertible {
    /// The reason in words for an operator.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path): \(reason)"
        case .tooLarge(let path): "\(path) is larger than any certificate chain"
        case .noCertificate(let path): "\(path) has no certificate in PEM"
        case .noKey(let path): "\(path) has no private key in PEM without a passphrase"
        case .mismatch: "the key does not belong to the certificate"
        }
    }
}
