import Hookswitch

/// Heads that were kept in a file: one a line, as `audit verify` prints it, or an export with its signed heads.
enum SavedHeads {
    /// What `audit verify` begins a chain's line with; a chain that is not in order has no head there.
    private static let marks = ["✔", "✖"]

    /// Reads a file of heads.
    ///
    /// - Parameter path: The file; `-` is standard input.
    /// - Throws: A ``CommandFailure`` that names the first line that is none, and if there is no head at all: a proof that nobody
    ///   looked at would pass.
    static func read(path: String) throws(CommandFailure) -> [AuditHead] {
        let file = LineFile(path: path)
        var heads: [AuditHead] = []
        var number = 0
        var wrong: Int?
        try file.forEachLine { line in
            number += 1
            guard let found = Self.heads(in: line) else {
                wrong = wrong ?? number
                return
            }
            heads += found
        }
        guard wrong == nil, !heads.isEmpty else {
            throw CommandFailure(
                .usage,
                code: "heads",
                wrong.map { "line \($0) of \(file.name) is no head" } ?? "\(file.name) has no head",
                fix: "keep what `hookswitch audit verify` prints, one CHAIN:NUMBER:HASH a line, or an earlier export"
            )
        }
        return heads
    }

    /// The heads of a line: one, or none if it is empty, a record of an export or a chain without a head; `nil` if it is none of these.
    static func heads(in line: String) -> [AuditHead]? {
        let words = line.split { $0 == " " || $0 == "\r" || $0 == "\t" }.map(String.init)
        guard let first = words.first, let last = words.last else { return [] }
        if first.hasPrefix("{") { return AuditHead(exportLine: line).map { [$0] } ?? [] }
        if let head = AuditHead(parsing: last), words.count == 1 || Self.marks.contains(first) { return [head] }
        return Self.marks.contains(first) && !words.contains("head") ? [] : nil
    }
}
