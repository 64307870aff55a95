import HookswitchTesting
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import Telemetry
import Testing

@testable import CallPlane
import Hookswitch

@Suite(.timeLimit(.minutes(1))) struct CertificateReloadTests {
    @Test func callsComeOverTLSAndOtherVersionsDoNot() async throws {
        let certificate = try TestCertificate()
        try certificate.issue(name: "first")
        try await TestPlane.run(certificate: certificate.names) { plane in
            let client = try await plane.client(tls: Self.trustingAll { $0.applicationProtocols = ["h2", "http/1.1"] })
            try await client.send(plane.request())
            #expect(try await client.answer().status == 200)
            try await client.send(plane.request(key: "wrong"))
            #expect(try await client.answer().status == 401)
            #expect(await client.rest().isEmpty)

            let old = try await plane.client(
                tls: Self.trustingAll {
                    $0.maximumTLSVersion = .tlsv11; $0.minimumTLSVersion = .tlsv1
                }
            )
            #expect(await old.rest().isEmpty)
            let plain = try await plane.client()
            try await plain.send(plane.request())
            #expect(!(await plain.rest()).contains("HTTP/1.1"))
        }
    }

    @Test func aNewCertificateIsServedAndABadOneIsNot() async throws {
        let certificate = try TestCertificate()
        try certificate.issue(name: "first")
        try await TestPlane.run(certificate: certificate.names) { plane in
            #expect(try await Self.commonName(served: plane) == "first")

            try certificate.issue(name: "second")
            try await Self.eventuallyServed("second", by: plane)

            // Each of these stays until a look at the files has refused it.
            try certificate.breakKey()
            await Self.eventuallyRefused("\(CertificateError.mismatch)", by: plane)
            #expect(try await Self.commonName(served: plane) == "second")
            try certificate.write("nonsense", to: "chain.pem")
            await Self.eventuallyRefused(
                "\(CertificateError.noCertificate(path: certificate.names.chainFile))",
                by: plane
            )
            #expect(try await Self.commonName(served: plane) == "second")
            try certificate.delete("chain.pem")
            await Self.eventuallyRefused("\(certificate.names.chainFile): ", by: plane)
            #expect(try await Self.commonName(served: plane) == "second")

            try certificate.issue(name: "third")
            try await Self.eventuallyServed("third", by: plane)
        }
    }

    @Test func aBadCertificateStopsTheStart() async throws {
        let certificate = try TestCertificate()
        let logger = Logger(label: "test")
        func reason() -> CertificateError? {
            do throws(CertificateError) {
                _ = try CertificateStore(names: certificate.names, metrics: MetricRegistry(), logger: logger)
                return nil
            } catch {
                return error
            }
        }

        guard case .unreadable = reason() else {
            Issue.record("missing files were accepted")
            return
        }
        try certificate.issue(name: "first")
        #expect(reason() == nil)
        try certificate.breakKey()
        #expect(reason() == .mismatch)
        try certificate.write("nonsense", to: "key.pem")
        #expect(reason() == .noKey(path: certificate.names.keyFile))
        try certificate.write("", to: "chain.pem")
        #expect(reason() == .noCertificate(path: certificate.names.chainFile))
        try certificate.write(String(repeating: "a", count: 2_000_000), to: "chain.pem")
        #expect(reason() == .tooLarge(path: certificate.names.chainFile))
    }

    private static func trustingAll(_ change: (inout TLSConfiguration) -> Void = { _ in }) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .none
        change(&configuration)
        return try NIOSSLContext(configuration: configuration)
    }

    /// Whom the server's certificate names.
    private static func commonName(served plane: TestPlane) async throws -> String? {
        let client = try await plane.client(tls: Self.trustingAll())
        try await client.send(plane.request())
        #expect(try await client.answer().status == 200)
        let certificate = try await client.channel.eventLoop.submit { [channel = client.channel] in
            try channel.pipeline.syncOperations.handler(type: NIOSSLClientHandler.self).peerCertificate
        }.get()
        try await client.close()
        let subject = try certificate.map { try $0.toDERBytes() } ?? []
        return ["first", "second", "third"].first { subject.firstRange(of: Array($0.utf8)) != nil }
    }

    /// Waits until the files were looked at and the reason, which begins so, was logged.
    private static func eventuallyRefused(_ reason: String, by plane: TestPlane) async {
        await eventually { plane.log.lines.contains { $0.metadata["reason"]?.hasPrefix(reason) == true } }
    }

    private static func eventuallyServed(_ name: String, by plane: TestPlane) async throws {
        while try await Self.commonName(served: plane) != name { try Task.checkCancellation() }
    }
}
