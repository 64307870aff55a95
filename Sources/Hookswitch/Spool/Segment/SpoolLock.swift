import Glibc

/// The right of one process to a spool directory: a lock on a file in it, which the kernel takes back when the process
/// ends, however it ends.
final class SpoolLock: Sendable {
    private static let fileName = "lock"
    /// How much of the holder's own words is shown.
    private static let maximumHolderByteCount = 200

    private let descriptor: Int32

    /// Takes the lock without waiting.
    init(directory: String) throws(SpoolError) {
        let path = directory + "/" + Self.fileName
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .unusable(path: directory, code: errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            let holder = Self.holder(descriptor)
            close(descriptor)
            guard code == EWOULDBLOCK else { throw .unusable(path: directory, code: code) }
            throw .held(path: directory, holder: holder)
        }
        // Who holds it is for people; a lock without the words still holds.
        let words = Array("process \(getpid())\n".utf8)
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, words, words.count, 0) }
        self.descriptor = descriptor
    }

    deinit {
        close(self.descriptor)
    }

    private static func holder(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: Self.maximumHolderByteCount)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        let line = bytes.prefix(max(0, count)).prefix { (0x20..<0x7F).contains($0) }
        return line.isEmpty ? "another process" : String(decoding: line, as: UTF8.self)
    }
}
