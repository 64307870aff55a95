import Foundation
import Glibc
import NIOCore

/// Where what a tenant takes along is written: a directory for its owner alone, each file whole or not at all.
struct ExportDirectory: Sendable {
    /// The path.
    let path: String

    /// Makes the directory, if it is missing.
    ///
    /// - Throws: A ``CommandFailure`` if it cannot be made.
    init(_ path: String) throws(CommandFailure) {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw Self.failure(path, (error as NSError).localizedDescription)
        }
    }

    /// The path of a file in it.
    func path(of name: String) -> String {
        self.path + "/" + name
    }

    /// Downloads into a file. An earlier one of that name is replaced once the new one is whole.
    ///
    /// - Throws: A ``CommandFailure``: the server's problem, or that the file cannot be written.
    func download(_ address: [String], as type: String, to name: String, with client: AdminClient) async throws {
        let path = self.path(of: name)
        let draft = path + ".part"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path, String(cString: strerror(errno))) }
        do {
            try await client.download(address, as: type) { piece in
                try Self.write(Array(piece.readableBytesView), to: descriptor, path)
            }
            guard fsync(descriptor) == 0 else { throw Self.failure(path, String(cString: strerror(errno))) }
        } catch {
            close(descriptor)
            unlink(draft)
            throw error
        }
        close(descriptor)
        guard rename(draft, path) == 0 else { throw Self.failure(path, String(cString: strerror(errno))) }
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(CommandFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw Self.failure(path, String(cString: strerror(errno)))
            }
        }
    }

    private static func failure(_ path: String, _ reason: String) -> CommandFailure {
        CommandFailure(.failed, code: "file", "\(path) cannot be written", why: [reason])
    }
}
