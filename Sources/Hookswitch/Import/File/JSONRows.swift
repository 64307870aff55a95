import Foundation

/// The lines of a text, each a document in JSON; empty lines are none.
enum JSONRows {
    /// Reads the rows.
    ///
    /// - Parameter areSent: Whether they come in a request, in which a line may be a ``SentImportRow``.
    static func read(_ bytes: [UInt8], areSent: Bool) throws(ImportRefusal) -> [ImportRow] {
        var rows: [ImportRow] = []
        for line in TextLines(bytes) where line.content.contains(where: { $0 != 0x20 && $0 != 0x09 }) {
            rows.append(Self.row(line, text: String(decoding: bytes[line.range], as: UTF8.self), rows.count, areSent))
            try ImportFile.checkCount(rows.count)
        }
        return rows
    }

    private static func row(_ line: TextLines.Line, text: String, _ index: Int, _ isSent: Bool) -> ImportRow {
        func row(_ content: ImportRow.Content) -> ImportRow {
            ImportRow(index: index, line: line.number, text: text, content: content, firstLine: line.number)
        }
        if let flaw = ImportFile.sizeFlaw(row: index, line: line.number, byteCount: line.content.count) {
            return row(.flaw(flaw))
        }
        do {
            let value = try DocumentValue(json: String(decoding: line.content, as: UTF8.self))
            if let repeated = RepeatedMember.find(in: Array(line.content), limit: 1).first {
                return row(.flaw(ImportIssue(repeated, row: index, line: line.number)))
            }
            let sent = isSent ? SentImportRow.row(value, text: text, index: index, line: line.number) : nil
            return sent ?? row(.node(DocumentNode(value)))
        } catch {
            let detail = "the line is not JSON; a whole document stands in each line"
            return row(.flaw(ImportIssue(row: index, line: line.number, code: "not_json", detail: detail)))
        }
    }
}

extension ImportIssue {
    fileprivate init(_ repeated: RepeatedMember, row: Int, line: Int) {
        self.init(
            row: row,
            line: line,
            pointer: repeated.pointer,
            path: repeated.path,
            code: "repeated_member",
            detail: "it stands twice; leave one of them"
        )
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
