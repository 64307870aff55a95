import Glibc
import NIOSSL

/// The certificates that an upstream's own must lead to.
///
/// They are read once and shared: every client that reads the system's bundle for itself costs time and a megabyte.
struct TrustRoots: Sendable {
    /// Where systems keep their bundle: Debian and its like, Fedora and Red Hat, SUSE, Alpine.
    private static let systemFiles = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ]

    let certificates: [NIOSSLCertificate]
    /// The system's alone: what strangers trust.
    let systemCertificates: [NIOSSLCertificate]

    /// Reads the system's bundle and, where one is named, a file of one's own.
    ///
    /// - Throws: ``Upstream/SetupError`` when a file cannot be used.
    init(additionalFile: String?) throws(Upstream.SetupError) {
        var certificates: [NIOSSLCertificate] = []
        if let systemFile = Self.systemFiles.first(where: { access($0, R_OK) == 0 }) {
            certificates += try Self.read(systemFile)
        }
        self.systemCertificates = certificates
        if let additionalFile { certificates += try Self.read(additionalFile) }
        guard !certificates.isEmpty else { throw .trustRootsMissing }
        self.certificates = certificates
    }

    private static func read(_ file: String) throws(Upstream.SetupError) -> [NIOSSLCertificate] {
        do {
            let certificates = try NIOSSLCertificate.fromPEMFile(file)
            guard !certificates.isEmpty else { throw Upstream.SetupError.trustRootsUnreadable }
            return certificates
        } catch {
            throw .trustRootsUnreadable
        }
    }
}
