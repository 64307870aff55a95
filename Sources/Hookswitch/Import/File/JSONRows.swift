import Foundation

/// The lines of a text, each a document in JSON; empty lines are none.
enum JSONRows {
    /// Reads the rows.
    static func read(_ bytes: [UInt8]) throws(ImportRefusal) -> [ImportRow] {
        var rows: [ImportRow] = []
        for line in TextLines(bytes) where line.content.contains(where: { $0 != 0x20 && $0 != 0x09 }) {
            let index = rows.count
            rows.append(
                ImportRow(
                    index: index,
                    line: line.number,
                    text: String(decoding: bytes[line.range], as: UTF8.self),
                    content: Self.content(line, index: index),
                    firstLine: line.number
                )
            )
            try ImportFile.checkCount(rows.count)
        }
        return rows
    }

    private static func content(_ line: TextLines.Line, index: Int) -> ImportRow.Content {
        if let flaw = ImportFile.sizeFlaw(row: index, line: line.number, byteCount: line.content.count) {
            return .flaw(flaw)
        }
        do {
            return .node(DocumentNode(try DocumentValue(json: String(decoding: line.content, as: UTF8.self))))
        } catch {
            let detail = "the line is not JSON; a whole document stands in each line"
            return .flaw(ImportIssue(row: index, line: line.number, code: "not_json", detail: detail))
        }
    }
}

extension DocumentNode {
    /// A value that has no line of its own.
    init(_ value: DocumentValue) {
        switch value {
        case .null: self.init(line: nil, value: .null)
        case .text(let text): self.init(line: nil, value: .text(text))
        case .list(let list): self.init(line: nil, value: .list(list.map { DocumentNode($0) }))
        case .members(let members):
            let sorted = members.sorted { $0.key < $1.key }
            self.init(line: nil, value: .members(sorted.map { ($0.key, nil, DocumentNode($0.value)) }))
        }
    }
}
