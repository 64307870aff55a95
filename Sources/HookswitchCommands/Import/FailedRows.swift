import Foundation
import Glibc
import Hookswitch

/// The rows that were not imported, as a file of the same format, to be mended and imported again.
struct FailedRows: Sendable {
    /// Where they are written.
    let path: String

    /// Sees to it that there is no such file yet: it may hold secrets, and what is there may be somebody's.
    func check() throws(CommandFailure) {
        guard access(self.path, F_OK) != 0 else { throw self.failure("exists already and is not overwritten") }
    }

    /// Writes the rows of a file that are not among those that went well.
    ///
    /// - Returns: How many there are; without any there is no file.
    func write(_ source: ImportSource, leavingOut slugs: Set<String>) throws(CommandFailure) -> Int {
        let rows = source.rows.filter { row in row.slug.map { !slugs.contains($0.text) } ?? true }
        guard !rows.isEmpty else { return 0 }
        let text = source.file.preamble + rows.map { Self.text(of: $0.row, as: source.file.format) }.joined()
        let bytes = Array(text.utf8)
        let descriptor = open(self.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw self.failure("cannot be made (\(String(cString: strerror(errno))))") }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else {
                throw self.failure("cannot be written (\(String(cString: strerror(errno))))")
            }
            written += max(0, count)
        }
        return rows.count
    }

    private static func text(of row: ImportRow, as format: ImportFormat) -> String {
        let text = row.text.utf8.last == UInt8(ascii: "\n") ? row.text : row.text + "\n"
        let hasMark = text.split(whereSeparator: \.isNewline).contains { $0.hasPrefix("---") }
        return format == .yaml && !hasMark ? "---\n" + text : text
    }

    private func failure(_ reason: String) -> CommandFailure {
        CommandFailure(.failed, code: "file", "\(self.path) \(reason)", fix: "name another file with --failed-to")
    }
}
