import Foundation
import Glibc
import SystemPackage

/// The file of profiles on disk. It may hold tokens, so nobody else may read it.
struct ProfileStore: Sendable {
    /// Hundreds of profiles are far smaller.
    private static let maximumSize = 256 * 1024

    /// The file's path.
    let path: String

    /// Finds the file's place: below `XDG_CONFIG_HOME`, else below `~/.config` (XDG Base Directory 0.8, which ignores
    /// relative paths).
    ///
    /// - Returns: `nil` if there is neither.
    init?(environment: [String: String]) {
        guard let directory = UserDirectory.path("XDG_CONFIG_HOME", else: ".config", environment: environment) else {
            return nil
        }
        self.path = directory + "/hookswitch/config.yaml"
    }

    /// Uses a file.
    init(path: String) {
        self.path = path
    }

    /// Reads the profiles; none if there is no file.
    ///
    /// - Throws: A ``CommandFailure`` if others may read or change the file, or for what it says.
    func load() throws(CommandFailure) -> ProfileFile {
        let descriptor = open(self.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return ProfileFile() }
            throw self.failure("it cannot be read: " + String(cString: strerror(errno)), fix: nil)
        }
        defer { close(descriptor) }
        // Asked of what was opened, so that nobody can put another file there in between.
        guard let status = try? FileDescriptor(rawValue: descriptor).stat(), status.type == .regular else {
            throw self.failure("it is no file", fix: nil)
        }
        guard status.userID.rawValue == geteuid() || status.userID.rawValue == 0 else {
            throw self.failure("it belongs to somebody else", fix: "chown \(geteuid()) \(self.path)")
        }
        guard status.permissions.isDisjoint(with: [.groupReadWriteExecute, .otherReadWriteExecute]) else {
            throw self.failure("others may open it, and it may hold API tokens", fix: "chmod 600 \(self.path)")
        }
        guard status.size <= Self.maximumSize else {
            throw self.failure("it is larger than \(Self.maximumSize) bytes", fix: nil)
        }
        let data: Data
        do {
            data = try FileHandle(fileDescriptor: descriptor).read(upToCount: Self.maximumSize) ?? Data()
        } catch {
            throw self.failure("it cannot be read", fix: nil)
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw self.failure("it is not text in UTF-8", fix: nil)
        }
        return try ProfileFile(parsing: text, path: self.path)
    }

    /// Writes the profiles for this user alone, whole or not at all.
    func save(_ file: ProfileFile) throws {
        // A link, as people keep their settings in a repository, stays a link.
        let target = URL(filePath: self.path).resolvingSymlinksInPath().path
        try PrivateFile.write(try file.yaml(), to: target)
    }

    private func failure(_ reason: String, fix: String?) -> CommandFailure {
        CommandFailure(
            .failed,
            code: "profile_file",
            "the file of profiles cannot be used: \(self.path)",
            why: [reason],
            fix: fix
        )
    }
}
