import Crypto
import Foundation
import SystemPackage

/// The file that holds the key ring: one key a line, its name and 32 bytes in base64, newest first; `#` begins a remark.
public struct KeyRingFile: Sendable {
    /// Why the file cannot be used. The description says what, why and how to mend it.
    public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// The reason as a sentence for the operator; it shows no key.
        public let description: String
    }

    /// Where the file is.
    public let path: String
    private let credentialsDirectory: String?

    /// A file of this many bytes holds hundreds of keys; one that is larger is something else.
    private static let maximumSize = 64 * 1024

    /// Names a file.
    ///
    /// - Parameter credentialsDirectory: Where systemd put the service's credentials; by default what it says itself.
    public init(path: String, credentialsDirectory: String? = nil) {
        self.path = path
        self.credentialsDirectory =
            credentialsDirectory ?? ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"]
    }

    /// Reads the key ring.
    ///
    /// - Throws: ``Failure`` if the file is missing, open to others (mode beyond 0600), or not a key ring.
    public func load() throws(Failure) -> KeyRing {
        let descriptor = open(self.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw self.failure(
                "cannot be read (\(Self.lastError())); make one with `hookswitch keyring create \(self.path)`"
            )
        }
        defer { close(descriptor) }
        guard let status = try? FileDescriptor(rawValue: descriptor).stat(), status.type == .regular else {
            throw self.failure("is not a regular file")
        }
        guard status.permissions.isDisjoint(with: self.forbiddenPermissions) else {
            throw self.failure("is open to other users; close it with `chmod 600 \(self.path)`")
        }
        var bytes = [UInt8](repeating: 0, count: Self.maximumSize + 1)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw self.failure("cannot be read (\(Self.lastError()))") }
        guard count <= Self.maximumSize else { throw self.failure("is larger than \(Self.maximumSize) bytes") }
        return try self.parse(String(decoding: bytes.prefix(count), as: UTF8.self))
    }

    /// Writes a new key ring with one new key, mode 0600.
    ///
    /// - Throws: ``Failure`` if there is such a file already, which is never overwritten, or it cannot be written.
    @discardableResult
    public func create() throws(Failure) -> KeyRing {
        var random = SystemRandomNumberGenerator()
        let keyRing = KeyRing(random: &random)
        let lines = keyRing.keys.map { "\($0.id) \($0.key.withUnsafeBytes { Data($0) }.base64EncodedString())\n" }
        let text =
            "# hookswitch key ring 1: the first key seals, all of them open. Back it up apart from the database.\n"
        let bytes = Array((text + lines.joined()).utf8)

        let descriptor = open(self.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let isThere = errno == EEXIST
            throw self.failure(
                isThere ? "exists already and is not overwritten" : "cannot be made (\(Self.lastError()))"
            )
        }
        defer { close(descriptor) }
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            let reason = Self.lastError()
            unlink(self.path)
            throw self.failure("cannot be written (\(reason))")
        }
        return keyRing
    }

    /// What the file's mode must not allow.
    ///
    /// From systemd 254 on a credential is given to its service by an ACL, whose mask shows as the group's bits: 0440
    /// (systemd#29435). Nobody but the service can enter the directory.
    private var forbiddenPermissions: FilePermissions {
        guard let directory = self.credentialsDirectory, !directory.isEmpty, self.path.hasPrefix(directory + "/") else {
            return [.groupReadWriteExecute, .otherReadWriteExecute]
        }
        return [.groupWriteExecute, .otherReadWriteExecute]
    }

    private func parse(_ text: String) throws(Failure) -> KeyRing {
        var keys: [KeyRing.Key] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let content = line.trimmingCharacters(in: .whitespaces)
            guard !content.isEmpty, !content.hasPrefix("#") else { continue }
            let parts = content.split(separator: " ", omittingEmptySubsequences: true)
            guard parts.count == 2, (1...64).contains(parts[0].utf8.count),
                let data = Data(base64Encoded: String(parts[1])), data.count == 32
            else { throw self.failure("has no key in line \(index + 1): a name and 32 bytes in base64 are expected") }
            guard !keys.contains(where: { $0.id == parts[0] }) else {
                throw self.failure("has the key \(parts[0]) twice")
            }
            keys.append(KeyRing.Key(id: String(parts[0]), key: SymmetricKey(data: data)))
        }
        guard !keys.isEmpty else { throw self.failure("has no key") }
        return KeyRing(keys: keys)
    }

    private func failure(_ reason: String) -> Failure {
        Failure(description: "the key ring \(self.path) \(reason)")
    }

    private static func lastError() -> String {
        String(cString: strerror(errno))
    }
}
