import Foundation

/// A certificate for `localhost` that the tests make for themselves, so that the rule "https only" needs no exception.
struct StubCertificate: Sendable {
    let certificateFile: String
    let keyFile: String

    /// One for all tests.
    static let shared = Result { try StubCertificate() }

    struct CommandFailed: Error {}

    /// Makes a certificate that signs itself.
    ///
    /// - Parameters:
    ///   - name: Whom it is for.
    ///   - days: How long it lasts; negative if it ended before today.
    init(name: String = "localhost", days: Int = 2) throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("stub-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        self.certificateFile = directory.appendingPathComponent("certificate.pem").path
        self.keyFile = directory.appendingPathComponent("key.pem").path

        let request = directory.appendingPathComponent("request.pem").path
        try Self.run([
            "openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-subj", "/CN=\(name)", "-keyout", self.keyFile, "-out", request,
        ])
        let extensions = directory.appendingPathComponent("extensions").path
        let text = "subjectAltName=DNS:\(name)\nbasicConstraints=critical,CA:TRUE\n"
        try text.write(toFile: extensions, atomically: true, encoding: .utf8)
        try Self.run([
            "openssl", "x509", "-req", "-in", request, "-signkey", self.keyFile, "-days", "\(days)",
            "-extfile", extensions, "-out", self.certificateFile,
        ])
    }

    private static func run(_ arguments: [String]) throws {
        let command = Process()
        command.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        command.arguments = arguments
        command.standardError = FileHandle.nullDevice
        command.standardOutput = FileHandle.nullDevice
        try command.run()
        command.waitUntilExit()
        guard command.terminationStatus == 0 else { throw CommandFailed() }
    }
}
