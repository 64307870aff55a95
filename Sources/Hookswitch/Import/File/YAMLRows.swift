/// The documents of a text in YAML, each read by itself, so that a slip in one leaves the others readable.
///
/// The marks that part documents stand at the beginning of a line, where nothing else may (YAML 1.2.2, 9.1.2).
enum YAMLRows {
    private struct Part {
        var firstLine: Int
        var range: Range<Int>
        var hasContent = false
    }

    /// Reads the rows.
    static func read(_ bytes: [UInt8]) throws(ImportRefusal) -> [ImportRow] {
        let parts = Self.parts(of: bytes)
        try ImportFile.checkCount(parts.count)
        var rows: [ImportRow] = []
        for part in parts {
            let text = String(decoding: bytes[part.range], as: UTF8.self)
            if let row = Self.row(rows.count, text: text, part: part) { rows.append(row) }
        }
        return rows
    }

    private static func row(_ index: Int, text: String, part: Part) -> ImportRow? {
        let line = part.firstLine
        let flaw = ImportFile.sizeFlaw(row: index, line: line, byteCount: part.range.count)
        var content = flaw.map(ImportRow.Content.flaw)
        var contentLine = line
        if content == nil {
            do throws(DocumentRefusal) {
                // A part that says nothing is no row: a `---` at the end asks for nothing.
                guard let node = try DocumentNode.read(text).first else { return nil }
                contentLine = line + (node.line ?? 1) - 1
                content = .node(node)
            } catch {
                content = .flaw(Self.issue(error, row: index, firstLine: line))
            }
        }
        return content.map {
            ImportRow(index: index, line: contentLine, text: text, content: $0, firstLine: line)
        }
    }

    private static func issue(_ refusal: DocumentRefusal, row: Int, firstLine: Int) -> ImportIssue {
        let issue = refusal.issues.first
        return ImportIssue(
            row: row,
            line: issue?.line.map { firstLine + $0 - 1 } ?? firstLine,
            code: issue?.code ?? "not_yaml",
            detail: issue?.detail ?? "the text is not YAML"
        )
    }

    private static func parts(of bytes: [UInt8]) -> [Part] {
        var parts: [Part] = []
        var current = Part(firstLine: 1, range: 0..<0)
        for line in TextLines(bytes) {
            if Self.isMark("---", line.content) {
                if current.hasContent {
                    parts.append(current)
                    current = Part(firstLine: line.number, range: line.range.lowerBound..<line.range.lowerBound)
                }
                if Self.says(line.content.dropFirst(3)) { current.hasContent = true }
            } else if !Self.isMark("...", line.content), line.content.first != UInt8(ascii: "%"),
                Self.says(line.content)
            {
                current.hasContent = true
            }
            current.range = current.range.lowerBound..<line.range.upperBound
            if Self.isMark("...", line.content), current.hasContent {
                parts.append(current)
                current = Part(firstLine: line.number + 1, range: line.range.upperBound..<line.range.upperBound)
            }
        }
        return current.hasContent ? parts + [current] : parts
    }

    private static func isMark(_ mark: String, _ line: ArraySlice<UInt8>) -> Bool {
        guard line.starts(with: mark.utf8) else { return false }
        guard let next = line.dropFirst(3).first else { return true }
        return next == UInt8(ascii: " ") || next == UInt8(ascii: "\t")
    }

    /// Whether anything but space and a remark stands there.
    private static func says(_ text: ArraySlice<UInt8>) -> Bool {
        let first = text.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        return first != nil && first != UInt8(ascii: "#")
    }
}
