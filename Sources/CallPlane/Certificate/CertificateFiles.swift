import Crypto
import Foundation
import NIOCore
import NIOSSL

/// The bytes of a certificate and its key as they were when they were read, and what TLS makes of them.
struct CertificateFiles: Sendable {
    /// A chain of certificates has a few KiB; a path that names something else by mistake is not read into memory.
    static let maximumFileByteCount = 1024 * 1024

    /// What was read, so that a change is seen without keeping the key.
    let digest: [UInt8]
    private let chain: [UInt8]
    private let key: [UInt8]
    private let names: ListenerCertificate

    /// Reads both files; it waits for the disk, so not on an event loop.
    init(reading names: ListenerCertificate) throws(CertificateError) {
        self.names = names
        self.chain = try Self.read(names.chainFile)
        self.key = try Self.read(names.keyFile)
        var hash = SHA256()
        hash.update(data: SHA256.hash(data: self.chain).map { $0 })
        hash.update(data: SHA256.hash(data: self.key).map { $0 })
        self.digest = Array(hash.finalize())
    }

    /// Makes what a TLS handshake needs, and says when the certificate ends.
    func context() throws(CertificateError) -> (context: NIOSSLContext, expiresAt: Date) {
        let certificates: [NIOSSLCertificate]
        do {
            certificates = try NIOSSLCertificate.fromPEMBytes(self.chain)
        } catch {
            throw .noCertificate(path: self.names.chainFile)
        }
        guard let own = certificates.first else { throw .noCertificate(path: self.names.chainFile) }

        let key: NIOSSLPrivateKey
        do {
            key = try NIOSSLPrivateKey(bytes: self.key, format: .pem)
        } catch {
            throw .noKey(path: self.names.keyFile)
        }

        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: certificates.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        // Older versions are broken, and the telephony cloud needs none of them.
        configuration.minimumTLSVersion = .tlsv12
        // HTTP/2 would bring multiplexed streams, whose limits are another set; a call needs none of it.
        configuration.applicationProtocols = ["http/1.1"]
        // A client that does not say goodbye is not waited for longer than one that does not read its last answer.
        configuration.shutdownTimeout = .seconds(1)
        do {
            return (
                try NIOSSLContext(configuration: configuration), Date(timeIntervalSince1970: Double(own.notValidAfter))
            )
        } catch {
            throw .mismatch
        }
    }

    private static func read(_ path: String) throws(CertificateError) -> [UInt8] {
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            data = try handle.read(upToCount: Self.maximumFileByteCount + 1) ?? Data()
            try handle.close()
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
        guard data.count <= Self.maximumFileByteCount else { throw .tooLarge(path: path) }
        return Array(data)
    }
}
