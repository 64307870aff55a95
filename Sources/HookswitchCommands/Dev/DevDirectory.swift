import Foundation
import Glibc

/// Where `hookswitch dev` keeps all that it makes.
struct DevDirectory: Sendable {
    /// The directory as it was given, for messages.
    let name: String
    /// Its absolute path.
    let path: String

    /// Names a directory, and makes it if it is missing.
    ///
    /// - Throws: A ``CommandFailure`` if it cannot be made.
    init(_ name: String) throws(CommandFailure) {
        self.name = name
        self.path = URL(fileURLWithPath: name).standardizedFileURL.path
        // As root, Postgres works under another user, who must be able to pass through; the files in it are 0600.
        try Self.make(self.path, mode: geteuid() == 0 ? 0o711 : 0o700)
    }

    /// The private Postgres: its data, socket and log.
    var postgres: String { self.path + "/postgres" }
    /// Settings of the server beyond those that the directory fixes; made once, for people to fill.
    var settings: String { self.path + "/hookswitch.yaml" }
    /// Decisions on their way to Postgres.
    var spool: String { self.path + "/spool" }
    /// The key ring.
    var keyRing: String { self.path + "/keyring" }
    /// The API token of the demo's operator.
    var token: String { self.path + "/token" }
    /// The demo tenant's webhook key.
    var webhookKey: String { self.path + "/webhook-key.json" }
    /// The same key as a header, for `curl -H @FILE`: a key does not belong in a command line.
    var webhookHeader: String { self.path + "/webhook-key.header" }
    /// The authority that signed the simulator's certificate.
    var simulatorAuthority: String { self.path + "/simulator-ca.pem" }
    /// What the simulator said.
    var simulatorLog: String { self.path + "/simulator.log" }
    /// What the server said.
    var log: String { self.path + "/hookswitch.log" }
    /// Held while somebody works here.
    var lock: String { self.path + "/lock" }

    /// A path below the directory as a person would type it.
    func typed(_ path: String) -> String {
        guard path.hasPrefix(self.path + "/") else { return path }
        return self.name + "/" + path.dropFirst(self.path.count + 1)
    }

    /// Makes what the server expects to be there.
    func prepare() throws(CommandFailure) {
        try Self.make(self.spool, mode: 0o700)
        guard !FileManager.default.fileExists(atPath: self.settings) else { return }
        let remark = "# Settings of `hookswitch dev` here; all there are: hookswitch config sample\n"
        try self.write(remark, to: self.settings)
    }

    /// Removes what earlier runs made here, and nothing else: the directory may have been a wrong one.
    func clear() throws(CommandFailure) {
        let made = [
            self.postgres, self.spool, self.keyRing, self.token, self.webhookKey, self.webhookHeader,
            self.simulatorAuthority, self.simulatorLog, self.log,
        ]
        for path in made where FileManager.default.fileExists(atPath: path) {
            do {
                try FileManager.default.removeItem(atPath: path)
            } catch {
                throw Self.failure("\(self.typed(path)) cannot be removed", error)
            }
        }
    }

    /// Writes a file that only we may read, whole or not at all.
    func write(_ text: String, to path: String) throws(CommandFailure) {
        let draft = path + ".new"
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.systemFailure("\(self.typed(path)) cannot be written") }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count, rename(draft, path) == 0 else {
            throw Self.systemFailure("\(self.typed(path)) cannot be written")
        }
    }

    /// Opens the server's log, emptied of the run before.
    ///
    /// - Returns: A descriptor that stays open as long as the process.
    func openLog() throws(CommandFailure) -> Int32 {
        let descriptor = open(self.log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.systemFailure("\(self.typed(self.log)) cannot be written") }
        return descriptor
    }

    /// Reads such a file; `nil` if there is none.
    func read(_ path: String) throws(CommandFailure) -> String? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw Self.failure("\(self.typed(path)) cannot be read", error)
        }
    }

    private static func make(_ path: String, mode: Int) throws(CommandFailure) {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: NSNumber(value: mode)]
            )
        } catch {
            throw Self.failure("the directory \(path) cannot be made", error)
        }
    }

    private static func failure(_ what: String, _ error: any Error) -> CommandFailure {
        CommandFailure(.failed, code: "dev_directory", what, why: [(error as NSError).localizedDescription])
    }

    private static func systemFailure(_ what: String) -> CommandFailure {
        CommandFailure(.failed, code: "dev_directory", what, why: [String(cString: strerror(errno))])
    }
}
