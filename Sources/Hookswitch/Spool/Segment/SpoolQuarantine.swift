import Foundation
import Glibc
import SystemPackage

/// Where bytes go that could not be read or shipped, so that nothing is thrown away unseen: `corrupt/` in the spool.
struct SpoolQuarantine: Sendable {
    private static let folderName = "corrupt"

    private let path: String
    private let maximumFileCount: Int
    private var fileCount: Int?

    init(directory: SpoolDirectory, maximumFileCount: Int) {
        self.path = Self.path(inSpool: directory.path)
        self.maximumFileCount = maximumFileCount
    }

    /// How many files lie in the quarantine of a spool, whoever holds it; 0 if it has none.
    static func fileCount(inSpool directory: String) -> Int {
        self.countFiles(self.path(inSpool: directory))
    }

    /// Keeps bytes under a name. The same name again replaces what it had, so doing it twice after a crash is no harm.
    ///
    /// - Returns: Whether they were kept; `false` if there are too many files already.
    mutating func keep(_ bytes: some Collection<UInt8>, as name: String) throws(SpoolError) -> Bool {
        guard mkdir(self.path, 0o700) == 0 || errno == EEXIST else { throw .file(path: self.path, code: errno) }
        var count = self.fileCount ?? Self.countFiles(self.path)
        // Somebody may have made room.
        if count >= self.maximumFileCount { count = Self.countFiles(self.path) }
        self.fileCount = count
        let path = self.path + "/" + name
        let isNew = access(path, F_OK) != 0
        guard !isNew || count < self.maximumFileCount else { return false }
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
        self.fileCount = isNew ? count + 1 : count
        return true
    }

    /// The names of the files; none if there is no quarantine.
    func fileNames() -> [String] {
        SpoolDirectory.names(in: self.path) ?? []
    }

    /// What a file holds; `nil` if it is gone, or no file.
    func readIfThere(_ name: String) throws(SpoolError) -> [UInt8]? {
        let path = self.path + "/" + name
        guard let status = try? Stat(path, followTargetSymlink: false), status.type == .regular else { return nil }
        return try SpoolDirectory.readIfThere(path, count: Int(status.size))
    }

    /// Deletes files that were last written before a time. One that cannot be deleted stays for the next time.
    ///
    /// - Returns: How many went.
    mutating func drop(before end: Moment) -> Int {
        let count = self.fileNames().count { self.isFile($0, writtenBefore: end) && unlink(self.path + "/" + $0) == 0 }
        if count > 0 { self.fileCount = nil }
        return count
    }

    /// Whether there are files that were last written before a time.
    func hasFiles(before end: Moment) -> Bool {
        self.fileNames().contains { self.isFile($0, writtenBefore: end) }
    }

    private func isFile(_ name: String, writtenBefore end: Moment) -> Bool {
        let path = self.path + "/" + name
        guard let status = try? Stat(path, followTargetSymlink: false), status.type == .regular,
            let writtenAt = Self.writtenAt(path)
        else { return false }
        return writtenAt < end.date
    }

    /// When a file was last written, as Foundation tells it: the time in `Stat` is C's `timespec`, which like `struct stat` belongs
    /// to whichever module the compiler read first.
    private static func writtenAt(_ path: String) -> Date? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.modificationDate] as? Date
    }

    private static func path(inSpool directory: String) -> String {
        directory + "/" + self.folderName
    }

    private static func countFiles(_ path: String) -> Int {
        SpoolDirectory.names(in: path)?.count ?? 0
    }
}
