import Foundation
import Glibc

/// Says that somebody works in a directory. The system lets go of it when the process ends, however it ends.
final class DevLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock.
    ///
    /// - Throws: A ``CommandFailure`` that names the process that has it.
    init(_ directory: DevDirectory) throws(CommandFailure) {
        // Closed in children: a lock is held as long as anybody has the descriptor open.
        let descriptor = open(directory.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw CommandFailure(.failed, code: "dev_lock", "\(directory.lock) cannot be opened", why: [reason])
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = Self.holder(descriptor)
            close(descriptor)
            throw CommandFailure(
                .cancelled,
                code: "dev_running",
                "`hookswitch dev` is running in \(directory.name) already" + (holder.map { ", process \($0)" } ?? ""),
                fix: "stop it first, or give this one a directory of its own: hookswitch dev --data OTHER"
            )
        }
        self.descriptor = descriptor
        let text = Array("\(getpid())\n".utf8)
        // Only told to whoever comes second; without it the message names no process.
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, text, text.count, 0) }
    }

    deinit {
        close(self.descriptor)
    }

    private static func holder(_ descriptor: Int32) -> Int32? {
        // A process id has at most seven digits on Linux.
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        let text = String(decoding: bytes.prefix(count), as: UTF8.self)
        return Int32(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }
}
