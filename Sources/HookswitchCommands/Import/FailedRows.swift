import Foundation
import Glibc
import Hookswitch

/// The rows that were not imported, as a file of the same format, to be mended and imported again.
struct FailedRows: Sendable {
    /// Where they are written.
    enum Place: Sendable {
        /// To this file, which must be new.
        case file(String)
        /// To a new file of the import's name in the working directory.
        case byDefault
        /// Nowhere.
        case none
    }

    /// How many names are tried where one is taken: whoever has so many files of one import has a loop that ought to end.
    private static let maximumNameCount = 100

    let place: Place

    /// Sees to it that there is no such file yet: it may hold secrets, and what is there may be somebody's.
    func check() throws(CommandFailure) {
        guard case .file(let path) = self.place, access(path, F_OK) == 0 else { return }
        throw Self.failure(path, "exists already and is not overwritten")
    }

    /// Writes rows of a file.
    ///
    /// - Parameters:
    ///   - numbers: Which, from zero.
    ///   - id: The import's name.
    /// - Returns: The path; `nil` if nothing was to be written.
    func write(_ numbers: Set<Int>, of source: ImportSource, import id: String) throws(CommandFailure) -> String? {
        let rows = source.rows.filter { numbers.contains($0.row.index) }
        guard !rows.isEmpty else { return nil }
        let text = source.file.preamble + rows.map { Self.text(of: $0.row, as: source.file.format) }.joined()
        switch self.place {
        case .none: return nil
        case .file(let path):
            let descriptor = Self.make(path)
            guard descriptor >= 0 else { throw Self.failure(path, "cannot be made (\(Self.reason))") }
            try Self.write(text, to: descriptor, path)
            return path
        case .byDefault:
            let (path, descriptor) = try Self.makeNew(id, source.file.format)
            try Self.write(text, to: descriptor, path)
            return path
        }
    }

    /// The names that the file may have, the best first: `import-imp_…-failed.yaml`, then `…-failed-2.yaml`.
    static func names(import id: String, _ format: ImportFormat) -> [String] {
        (1...Self.maximumNameCount).map { number in
            "import-\(id)-failed" + (number == 1 ? "" : "-\(number)") + ".\(format.rawValue)"
        }
    }

    /// Makes the first file of its names that there is not: whoever looked before might find it taken now.
    private static func makeNew(_ id: String, _ format: ImportFormat) throws(CommandFailure) -> (String, Int32) {
        let names = Self.names(import: id, format)
        for name in names {
            let descriptor = Self.make(name)
            if descriptor >= 0 { return (name, descriptor) }
            guard errno == EEXIST else { throw Self.failure(name, "cannot be made here (\(Self.reason))") }
        }
        throw Self.failure(names[0], "and \(names.count - 1) more of its names exist already")
    }

    /// Opens a file that is not there, for its owner alone.
    ///
    /// - Returns: -1 if it cannot be made; `errno` says why.
    private static func make(_ path: String) -> Int32 {
        open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    }

    private static func write(_ text: String, to descriptor: Int32, _ path: String) throws(CommandFailure) {
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else {
                throw Self.failure(path, "cannot be written (\(Self.reason))")
            }
            written += max(0, count)
        }
    }

    private static func text(of row: ImportRow, as format: ImportFormat) -> String {
        let text = row.text.utf8.last == UInt8(ascii: "\n") ? row.text : row.text + "\n"
        let hasMark = text.split(whereSeparator: \.isNewline).contains { $0.hasPrefix("---") }
        return format == .yaml && !hasMark ? "---\n" + text : text
    }

    private static var reason: String { String(cString: strerror(errno)) }

    private static func failure(_ path: String, _ reason: String) -> CommandFailure {
        CommandFailure(.failed, code: "file", "\(path) \(reason)", fix: "name another file with --failed-to")
    }
}
