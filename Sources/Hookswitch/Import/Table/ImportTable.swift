/// A table of tenants: a heading, and a tenant a row.
struct ImportTable: Sendable {
    /// The heading as it was written, with its line break.
    let heading: String
    private let columns: [ImportColumn]
    private let records: [TableText.Row]
    private let bytes: [UInt8]

    /// Reads a table. Cells are parted by commas or, as spreadsheets of many countries write them, by semicolons: whichever
    /// stands in the heading.
    ///
    /// - Throws: ``ImportRefusal`` if the heading has a column that there is not, one twice, or lacks one.
    init(_ bytes: [UInt8]) throws(ImportRefusal) {
        let first = bytes.prefix { $0 != UInt8(ascii: "\n") }
        let hasComma = first.contains(UInt8(ascii: ","))
        let separator = !hasComma && first.contains(UInt8(ascii: ";")) ? UInt8(ascii: ";") : UInt8(ascii: ",")
        let rows = try TableText(bytes, separator: separator).rows
        guard let heading = rows.first else { throw ImportRefusal("empty", "there is no tenant in the file") }
        try ImportFile.checkCount(rows.count - 1)
        self.columns = try Self.columns(heading)
        self.heading = String(decoding: bytes[heading.range], as: UTF8.self)
        self.records = Array(rows.dropFirst())
        self.bytes = bytes
    }

    private static func columns(_ heading: TableText.Row) throws(ImportRefusal) -> [ImportColumn] {
        var columns: [ImportColumn] = []
        var issues: [ImportIssue] = []
        let expected = ImportColumn.allCases.map(\.rawValue).joined(separator: ", ")
        for cell in heading.cells {
            let name = cell.trimmingPrefix { $0 == " " }.reversed().drop { $0 == " " }.reversed()
            if let column = ImportColumn(rawValue: String(name)) {
                if columns.contains(column) {
                    issues.append(Self.issue(heading, column.rawValue, "duplicate_column", "the column stands twice"))
                }
                columns.append(column)
            } else {
                let hint = ImportColumn.suggestion(for: String(name)).map { "did you mean \($0.rawValue)? " } ?? ""
                let detail = "there is no such column; \(hint)expected are \(expected)"
                issues.append(Self.issue(heading, Self.shown(String(name)), "unknown_column", detail))
            }
        }
        for column in ImportColumn.required where issues.isEmpty && !columns.contains(column) {
            issues.append(Self.issue(heading, column.rawValue, "missing_column", "the heading lacks it"))
        }
        if issues.isEmpty, !columns.contains(.slug), !columns.contains(.externalID) {
            let detail =
                "the heading lacks it, and external_id, which can stand in its place for tenants that there are"
            issues.append(Self.issue(heading, ImportColumn.slug.rawValue, "missing_column", detail))
        }
        if let flaw = heading.flaw { issues.append(Self.issue(heading, nil, "not_csv", flaw)) }
        guard issues.isEmpty else { throw ImportRefusal(issues: issues) }
        return columns
    }

    private static func issue(_ heading: TableText.Row, _ path: String?, _ code: String, _ detail: String)
        -> ImportIssue
    {
        ImportIssue(line: heading.line, path: path, code: code, detail: detail)
    }

    /// A file without a heading has a row in its place, with who knows what in it; a name is shown, anything else is not.
    private static func shown(_ name: String) -> String {
        let longest = 40
        let isName = name.utf8.allSatisfy { byte in
            switch byte | 0x20 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): true
            default: byte == UInt8(ascii: "_") || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-")
            }
        }
        return isName && (1...longest).contains(name.utf8.count) ? name : "(not a name)"
    }

    /// The rows.
    ///
    /// - Parameter secrets: Whether a secret that stands in the table is one of a file or one of a request.
    func rows(secrets: SecretResolution) -> [ImportRow] {
        self.records.enumerated().map { index, record in
            ImportRow(
                index: index,
                line: record.line,
                text: String(decoding: self.bytes[record.range], as: UTF8.self),
                content: self.content(record, index: index, secrets: secrets),
                firstLine: record.line,
                keeps: self.keeps
            )
        }
    }

    /// What the table has no column of: each tenant keeps its own, as it does the secret.
    private var keeps: Set<KeptMember> {
        Set(KeptMember.allCases.filter { !self.columns.contains(ImportColumn($0)) })
    }

    private func content(_ record: TableText.Row, index: Int, secrets: SecretResolution) -> ImportRow.Content {
        if let flaw = ImportFile.sizeFlaw(row: index, line: record.line, byteCount: record.range.count) {
            return .flaw(flaw)
        }
        if let flaw = record.flaw {
            return .flaw(ImportIssue(row: index, line: record.line, code: "not_csv", detail: flaw))
        }
        guard record.cells.count == self.columns.count else {
            let detail = "the row has \(record.cells.count) cells, and the heading has \(self.columns.count)"
            return .flaw(ImportIssue(row: index, line: record.line, code: "cell_count", detail: detail))
        }
        var cells: [ImportColumn: String] = [:]
        for (column, cell) in zip(self.columns, record.cells) where !cell.isEmpty {
            cells[column] = FormulaGuard.text(of: cell)
        }
        let reading = ImportTableRow(cells: cells, secrets: secrets)
        if let (column, code, detail) = reading.flaw {
            let name = column.rawValue
            return .flaw(ImportIssue(row: index, line: record.line, path: name, code: code, detail: detail))
        }
        return .node(reading.node)
    }
}
