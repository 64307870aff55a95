import Foundation
import Glibc
import SystemPackage

/// The directory in which a spool lives.
struct SpoolDirectory: Sendable {
    /// What ``SpoolError`` and nobody else may see of the operator's machine.
    let path: String

    /// Finds the directory, or makes it for its owner alone.
    init(_ path: String) throws(SpoolError) {
        self.path = path
        let status: Stat
        do {
            status = try Self.statusMakingIt(path)
        } catch {
            if error == .notDirectory { throw .notADirectory(path: path) }
            throw .unusable(path: path, code: error.rawValue)
        }
        guard status.type == .directory else { throw .notADirectory(path: path) }
        guard access(path, R_OK | W_OK | X_OK) == 0 else { throw .unusable(path: path, code: errno) }
    }

    /// Whether others than the owner may look in.
    var isOpenToOthers: Bool {
        guard let status = try? Stat(self.path) else { return false }
        return !status.permissions.isDisjoint(with: [.groupReadWriteExecute, .otherReadWriteExecute])
    }

    private static func statusMakingIt(_ path: String) throws(Errno) -> Stat {
        do {
            return try Stat(path)
        } catch {
            guard error == .noSuchFileOrDirectory else { throw error }
        }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw Errno(rawValue: errno) }
        return try Stat(path)
    }

    /// The spool files in it, each with its size, in order.
    func segments() throws(SpoolError) -> [(name: SegmentName, byteCount: Int)] {
        guard let names = Self.names(in: self.path) else { throw .unusable(path: self.path, code: errno) }
        return names.compactMap { SegmentName(parsing: $0) }.sorted().map { name in
            (name, self.byteCount(of: name) ?? 0)
        }
    }

    /// The names of what is in a directory.
    ///
    /// - Returns: `nil`, and `errno` says why, if it cannot be read.
    static func names(in path: String) -> [String]? {
        guard let directory = opendir(path) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            // A record ends with its name, so nothing may copy all that `d_name` has room for.
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// How many bytes a file has; `nil` if there is none.
    func byteCount(of name: SegmentName) -> Int? {
        guard let status = try? Stat(self.path(of: name), followTargetSymlink: false), status.type == .regular else {
            return nil
        }
        return Int(status.size)
    }

    /// A part of a file; less than was asked for where the file ends.
    func read(_ name: SegmentName, from offset: Int, count: Int) throws(SpoolError) -> [UInt8] {
        let path = self.path(of: name)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw .file(path: path, code: errno) }
        defer { close(descriptor) }
        return try Self.read(descriptor, path, from: offset, count: count)
    }

    private static func read(
        _ descriptor: Int32,
        _ path: String,
        from offset: Int,
        count: Int
    ) throws(SpoolError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            while initializedCount < count {
                let rest = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[initializedCount...]
                )
                let readCount = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + initializedCount))
                if readCount > 0 {
                    initializedCount += readCount
                } else if readCount == 0 {
                    return
                } else if errno != EINTR {
                    failure = errno
                    return
                }
            }
        }
        guard failure == 0 else { throw .file(path: path, code: failure) }
        return bytes
    }

    /// A file from its beginning; `nil` if it is gone.
    func readIfThere(_ name: SegmentName, count: Int) throws(SpoolError) -> [UInt8]? {
        try Self.readIfThere(self.path(of: name), count: count)
    }

    /// A file from its beginning; `nil` if it is gone.
    static func readIfThere(_ path: String, count: Int) throws(SpoolError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw .file(path: path, code: errno) }
            return nil
        }
        defer { close(descriptor) }
        return try Self.read(descriptor, path, from: 0, count: count)
    }

    /// Ends a file earlier.
    func truncate(_ name: SegmentName, to byteCount: Int) throws(SpoolError) {
        let path = self.path(of: name)
        guard Glibc.truncate(path, off_t(byteCount)) == 0 else { throw .file(path: path, code: errno) }
    }

    /// Deletes a file; one that is gone already is as good.
    func delete(_ name: SegmentName) throws(SpoolError) {
        let path = self.path(of: name)
        guard unlink(path) == 0 || errno == ENOENT else { throw .file(path: path, code: errno) }
    }

    private func path(of name: SegmentName) -> String {
        self.path + "/" + name.text
    }
}
