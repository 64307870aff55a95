import Crypto
import Foundation
import NIOSSL
import SwiftASN1
import X509

/// A certificate authority made for one run; its key never leaves the memory.
struct CertificateAuthority {
    /// Certificates begin a little in the past, for clocks that differ.
    private static let backdating: TimeInterval = 3600
    /// As long as clients accept for a server's certificate (398 days), so that a long-lived demo goes on working.
    private static let lifetime: TimeInterval = 397 * 86_400

    private let key: P256.Signing.PrivateKey
    private let certificate: Certificate
    /// The authority's certificate, for clients to trust.
    let pem: String

    init() throws {
        let key = P256.Signing.PrivateKey()
        self.key = key
        let name = try DistinguishedName {
            OrganizationName("Hookswitch")
            CommonName("Hookswitch simulator CA")
        }
        let publicKey = Certificate.PublicKey(key.publicKey)
        self.certificate = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: publicKey,
            notValidBefore: Date().addingTimeInterval(-Self.backdating),
            notValidAfter: Date().addingTimeInterval(Self.lifetime),
            issuer: name,
            subject: name,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                SubjectKeyIdentifier(keyIdentifier: Self.keyIdentifier(of: key))
            },
            issuerPrivateKey: Certificate.PrivateKey(key)
        )
        self.pem = try self.certificate.serializeAsPEM().pemString + "\n"
    }

    /// RFC 5280, 4.2.1.2: any identifier that is unique with great probability.
    private static func keyIdentifier(of key: P256.Signing.PrivateKey) -> ArraySlice<UInt8> {
        Array(SHA256.hash(data: key.publicKey.x963Representation)).prefix(20)
    }

    /// Makes a server's certificate and what a listener needs to show it.
    ///
    /// - Parameter hosts: Names, wildcards and IP addresses that the certificate covers.
    func serverContext(hosts: [String]) throws -> NIOSSLContext {
        let serverKey = P256.Signing.PrivateKey()
        let certificate = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: Certificate.PublicKey(serverKey.publicKey),
            notValidBefore: Date().addingTimeInterval(-Self.backdating),
            notValidAfter: Date().addingTimeInterval(Self.lifetime - Self.backdating),
            issuer: self.certificate.subject,
            subject: try DistinguishedName { CommonName("Hookswitch simulator") },
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectKeyIdentifier(keyIdentifier: Self.keyIdentifier(of: serverKey))
                AuthorityKeyIdentifier(keyIdentifier: Self.keyIdentifier(of: self.key))
                SubjectAlternativeNames(hosts.map(SubjectName.generalName(of:)))
            },
            issuerPrivateKey: Certificate.PrivateKey(self.key)
        )
        let pem = try certificate.serializeAsPEM().pemString
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(pem.utf8)).map { .certificate($0) },
            privateKey: .privateKey(
                try NIOSSLPrivateKey(bytes: Array(serverKey.pemRepresentation.utf8), format: .pem)
            )
        )
        configuration.applicationProtocols = ["http/1.1"]
        return try NIOSSLContext(configuration: configuration)
    }
}
