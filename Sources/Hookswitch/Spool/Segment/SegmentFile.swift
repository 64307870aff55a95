import Glibc

/// An open spool file that is written, and closed when nobody holds it any more.
final class SegmentFile: Sendable {
    /// Which of the writer's files it is.
    let number: Int
    private let path: String
    private let descriptor: Int32

    /// Makes a new file.
    init(directory: String, name: SegmentName) throws(SpoolError) {
        let path = directory + "/" + name.text
        self.descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard self.descriptor >= 0 else { throw .file(path: path, code: errno) }
        self.number = name.number
        self.path = path
    }

    deinit {
        close(self.descriptor)
    }

    /// Writes all of some bytes at a place, in one write(2) unless the system takes fewer at a time.
    ///
    /// The place is given so that what a failed write left behind is written over, never appended to.
    ///
    /// - Returns: 0, or the system's error number; the file then ends where it did.
    func write(_ bytes: [UInt8], at offset: Int) -> Int32 {
        let code = bytes.withUnsafeBytes { bytes -> Int32 in
            var written = 0
            while written < bytes.count {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
                let count = pwrite(self.descriptor, rest.baseAddress, rest.count, off_t(offset + written))
                if count > 0 {
                    written += count
                } else if count == 0 {
                    return ENOSPC
                } else if errno != EINTR {
                    return errno
                }
            }
            return 0
        }
        // Best effort: what is left behind is no frame, and the reader says so.
        if code != 0 { _ = ftruncate(self.descriptor, off_t(offset)) }
        return code
    }

    /// Deletes the file, which must have nothing in it. Best effort: whoever finds an empty file later deletes it.
    func discard() {
        _ = unlink(self.path)
    }

    /// Forces what was written to the disk. It may take long.
    ///
    /// - Returns: 0, or the system's error number.
    func sync() -> Int32 {
        fdatasync(self.descriptor) == 0 ? 0 : errno
    }
}
