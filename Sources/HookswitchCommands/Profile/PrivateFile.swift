import Foundation
import Glibc

/// Files that only their owner may open.
enum PrivateFile {
    /// Writes a file, whole or not at all; its directories are made for the owner alone.
    ///
    /// - Throws: A ``CommandFailure`` with the system's reason.
    static func write(_ text: String, to path: String) throws(CommandFailure) {
        let directory = URL(filePath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(
                atPath: directory,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw Self.failure(path, (error as NSError).localizedDescription)
        }
        // Beside the file, so that renaming stays on one file system; 0600 from its first moment on.
        let draft = path + "." + UUID().uuidString
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path, String(cString: strerror(errno))) }
        var reason: Int32 = 0
        var rest = Array(text.utf8)[...]
        while reason == 0, !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { reason = errno }
        }
        if reason == 0, fsync(descriptor) != 0 { reason = errno }
        close(descriptor)
        if reason == 0, rename(draft, path) != 0 { reason = errno }
        guard reason == 0 else {
            unlink(draft)
            throw Self.failure(path, String(cString: strerror(reason)))
        }
    }

    private static func failure(_ path: String, _ reason: String) -> CommandFailure {
        CommandFailure(.failed, code: "file", "\(path) cannot be written", why: [reason])
    }
}
