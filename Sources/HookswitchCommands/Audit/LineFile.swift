import Foundation
import Hookswitch

/// A file of lines that may be larger than memory should hold, or standard input.
struct LineFile: Sendable {
    /// The longest line that is read: the largest tenant document, twice, has a few megabytes.
    private static let maximumLineLength = 64 * 1024 * 1024
    /// How much is read at once.
    private static let pieceSize = 256 * 1024

    /// The path; `-` is standard input.
    let path: String

    /// What messages call it.
    var name: String {
        self.path == "-" ? "standard input" : self.path
    }

    /// Reads line after line. Bytes that are no UTF-8 are replaced, which whoever reads the line sees.
    ///
    /// - Throws: A ``CommandFailure`` if it cannot be read or has a line that is too long.
    func forEachLine(_ body: (String) -> Void) throws(CommandFailure) {
        var rest: [UInt8] = []
        do {
            let isInput = self.path == "-"
            let url = URL(fileURLWithPath: self.path)
            let handle = isInput ? FileHandle.standardInput : try FileHandle(forReadingFrom: url)
            while let piece = try handle.read(upToCount: Self.pieceSize), !piece.isEmpty {
                rest += piece
                guard let end = rest.lastIndex(of: UInt8(ascii: "\n")) else {
                    guard rest.count <= Self.maximumLineLength else { break }
                    continue
                }
                for line in rest[..<end].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
                    body(String(decoding: line, as: UTF8.self))
                }
                rest.removeSubrange(...end)
            }
            if !isInput { handle.closeFile() }
        } catch {
            throw CommandFailure(
                .failed,
                code: "file",
                "\(self.name) cannot be read",
                why: [(error as NSError).localizedDescription]
            )
        }
        guard rest.count <= Self.maximumLineLength else {
            throw CommandFailure(.failed, code: "file", "\(self.name) has a line that no export has: it is too long")
        }
        if !rest.isEmpty { body(String(decoding: rest, as: UTF8.self)) }
    }
}
