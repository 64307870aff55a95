import Foundation
import Testing

@testable import Postgres

/// TLS on the way to Postgres, as libpq has it: the URL says how much is checked.
@Suite struct TransportSecurityTests {
    /// A server with a certificate, which also listens on a loopback address of its own.
    private struct SecureServer {
        let server: PrivateServer
        let host: String
        /// Its certificate, which it signed itself.
        let certificate: String

        static func start() async throws -> SecureServer {
            let server = try await PrivateServer.ephemeral(logger: SharedServer.logger)
            // Port 5432 of any other address is a stranger's.
            let host = "127.\(Int.random(in: 1...254)).\(Int.random(in: 0...254)).\(Int.random(in: 1...254))"
            let files = ["key", "certificate"].map { "\(server.directory)/\($0).pem" }
            try Self.makeCertificate(host: host, key: files[0], certificate: files[1])
            try Self.giveAway(files, to: "\(server.directory)/data/PG_VERSION")
            try await SharedServer.withPool(on: server) { pool in
                for setting in [
                    "ssl = on", "ssl_key_file = '\(files[0])'", "ssl_cert_file = '\(files[1])'",
                    "listen_addresses = '\(host)'",
                ] {
                    try await pool.withConnection { try await $0.run(script: "ALTER SYSTEM SET \(setting)") }
                }
            }
            try await server.stop()
            try await server.start()
            return SecureServer(server: server, host: host, certificate: files[1])
        }

        /// The certificate speaks of the address and of no name.
        static func makeCertificate(host: String, key: String, certificate: String) throws {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/openssl")
            process.arguments = [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                "-subj", "/CN=test", "-addext", "subjectAltName=IP:\(host)", "-keyout", key, "-out", certificate,
            ]
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0)
        }

        /// Postgres reads a key only if it is its own account's and nobody else's.
        private static func giveAway(_ files: [String], to likeness: String) throws {
            let owner = try FileManager.default.attributesOfItem(atPath: likeness)
            for file in files {
                try FileManager.default.setAttributes(
                    [
                        .ownerAccountID: owner[.ownerAccountID] ?? getuid(),
                        .groupOwnerAccountID: owner[.groupOwnerAccountID] ?? getgid(), .posixPermissions: 0o600,
                    ],
                    ofItemAtPath: file
                )
            }
        }

        func url(host: String? = nil, mode: String, certificate: String? = nil) throws -> DatabaseURL {
            // Where the name is checked, the address is given beside it.
            let name = host ?? self.host
            let root = certificate ?? self.certificate
            return try DatabaseURL(
                parsing: "host=\(name) hostaddr=\(self.host) user=postgres dbname=postgres sslmode=\(mode) "
                    + "sslrootcert=\(root)"
            )
        }
    }

    private static func isEncrypted(_ url: DatabaseURL) async throws -> Bool {
        let pool = ConnectionPool(url: url, logger: SharedServer.logger)
        let outcome: Result<Bool, any Error>
        do {
            outcome = .success(
                try await pool.withConnection { connection in
                    let rows = try await connection.query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
                    return try rows[0].decode("ssl", as: Bool.self)
                }
            )
        } catch {
            outcome = .failure(error)
        }
        await pool.shutdown()
        return try outcome.get()
    }

    @Test func theURLDecidesWhatIsCheckedAndAWrongServerIsRefused() async throws {
        let secure = try await SecureServer.start()
        let stranger = secure.server.directory + "/stranger.pem"
        try SecureServer.makeCertificate(host: secure.host, key: stranger + ".key", certificate: stranger)

        #expect(try await Self.isEncrypted(secure.url(mode: "verify-full")))
        #expect(try await Self.isEncrypted(secure.url(host: "db.example.com", mode: "verify-ca")))
        #expect(try await Self.isEncrypted(secure.url(mode: "disable")) == false)
        for url in [
            try secure.url(host: "db.example.com", mode: "verify-full"),
            try secure.url(mode: "verify-full", certificate: stranger),
            try secure.url(mode: "verify-full", certificate: "/nonexistent.pem"),
        ] {
            let error = await SharedServer.error { try await Self.isEncrypted(url) }
            #expect(error?.kind == .connectionFailed, "\(String(describing: error))")
            #expect(error?.description.contains("certificate") == true, "\(String(describing: error))")
        }
        try await secure.server.stop(.immediate)
    }

    @Test func notificationsComeOverTLSToo() async throws {
        let secure = try await SecureServer.start()
        let url = try secure.url(mode: "verify-full")
        let listener = NotificationListener(
            url: url,
            channels: ["secure"],
            applicationName: "secure listener",
            logger: SharedServer.logger
        )
        let service = Task { try await listener.run() }
        defer { service.cancel() }

        try await SharedServer.withPool(on: secure.server) { pool in
            // The listener says when it has begun, so that nothing between is missed.
            for await _ in listener.notifications { break }
            let listeners = try await pool.withConnection { connection in
                try await connection.query(
                    """
                    SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
                    WHERE application_name = 'secure listener'
                    """
                )
            }
            #expect(try listeners.map { try $0.decode("ssl", as: Bool.self) } == [true])
        }
        try await secure.server.stop(.immediate)
    }
}
