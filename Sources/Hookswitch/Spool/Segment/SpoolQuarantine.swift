import Glibc

/// Where bytes go that could not be read or shipped, so that nothing is thrown away unseen: `corrupt/` in the spool.
struct SpoolQuarantine: Sendable {
    private static let folderName = "corrupt"

    private let path: String
    private let maximumFileCount: Int
    private var fileCount: Int?

    init(directory: SpoolDirectory, maximumFileCount: Int) {
        self.path = directory.path + "/" + Self.folderName
        self.maximumFileCount = maximumFileCount
    }

    /// Keeps bytes under a name. The same name again replaces what it had, so doing it twice after a crash is no harm.
    ///
    /// - Returns: Whether they were kept; `false` if there are too many files already.
    mutating func keep(_ bytes: some Collection<UInt8>, as name: String) throws(SpoolError) -> Bool {
        guard mkdir(self.path, 0o700) == 0 || errno == EEXIST else { throw .file(path: self.path, code: errno) }
        let count = self.fileCount ?? self.countFiles()
        guard count < self.maximumFileCount else {
            self.fileCount = count
            return false
        }
        let path = self.path + "/" + name
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .file(path: path, code: errno) }
        defer { close(descriptor) }
        let bytes = Array(bytes)
        var written = 0
        while written < bytes.count {
            let result = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if result > 0 {
                written += result
            } else if result == 0 || errno != EINTR {
                throw .file(path: path, code: result == 0 ? ENOSPC : errno)
            }
        }
        guard fsync(descriptor) == 0 else { throw .file(path: path, code: errno) }
        self.fileCount = count + 1
        return true
    }

    private func countFiles() -> Int {
        guard let directory = opendir(self.path) else { return 0 }
        defer { closedir(directory) }
        var count = 0
        while readdir(directory) != nil { count += 1 }
        // "." and ".."
        return max(0, count - 2)
    }
}
