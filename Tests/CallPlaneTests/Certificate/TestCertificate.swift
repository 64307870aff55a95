import Foundation

@testable import CallPlane

/// Certificate files in a directory of their own, made by the `openssl` command, that last as long as the value.
final class TestCertificate: Sendable {
    struct Failed: Error {}

    private let directory: URL

    init() throws {
        self.directory = FileManager.default.temporaryDirectory.appending(path: "hookswitch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: self.directory, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: self.directory)
    }

    var names: ListenerCertificate {
        ListenerCertificate(
            chainFile: self.path("chain.pem"),
            keyFile: self.path("key.pem"),
            interval: .milliseconds(20)
        )
    }

    /// Makes a new key and a certificate that it signs itself.
    func issue(name: String) throws {
        try self.make(name: name, key: "new-key.pem", chain: "new-chain.pem")
        try self.move("new-chain.pem", to: "chain.pem")
        try self.move("new-key.pem", to: "key.pem")
    }

    /// Replaces the key alone, by one of another certificate.
    func breakKey() throws {
        try self.make(name: "other", key: "new-key.pem", chain: "other.pem")
        try self.move("new-key.pem", to: "key.pem")
    }

    func write(_ text: String, to file: String) throws {
        try Data(text.utf8).write(to: self.directory.appending(path: file), options: .atomic)
    }

    func delete(_ file: String) throws {
        try FileManager.default.removeItem(at: self.directory.appending(path: file))
    }

    private func make(name: String, key: String, chain: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", "/CN=\(name)", "-keyout", self.path(key), "-out", self.path(chain),
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed() }
    }

    private func move(_ file: String, to other: String) throws {
        guard rename(self.path(file), self.path(other)) == 0 else { throw Failed() }
    }

    private func path(_ file: String) -> String {
        self.directory.appending(path: file).path
    }
}
