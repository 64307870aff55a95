import Foundation

/// A certificate for `localhost` that the tests make for themselves, so that the rule "https only" needs no exception.
struct StubCertificate: Sendable {
    let certificateFile: String
    let keyFile: String

    /// One for all tests.
    static let shared = Result { try StubCertificate() }

    struct CommandFailed: Error {}

    private init() throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("stub-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        self.certificateFile = directory.appendingPathComponent("certificate.pem").path
        self.keyFile = directory.appendingPathComponent("key.pem").path

        let command = Process()
        command.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        command.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
            "-keyout", self.keyFile, "-out", self.certificateFile,
        ]
        command.standardError = FileHandle.nullDevice
        command.standardOutput = FileHandle.nullDevice
        try command.run()
        command.waitUntilExit()
        guard command.terminationStatus == 0 else { throw CommandFailed() }
    }
}
