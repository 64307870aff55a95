import Hookswitch

/// Pools in CSV (RFC 4180): the columns `number`, `name`, and perhaps `target` for callers whom Dynamics knows, `when` for
/// others than these, `rule` for the rule's name, and `otherwise`. Rows of one number are rules of one pool.
struct PoolTable: Sendable {
    private static let columns = ["number", "name", "target", "when", "rule", "otherwise"]

    /// The pools as documents have them, in the order of the table.
    let pools: [DocumentValue]

    /// Reads a table whose first row names the columns; a semicolon separates as well as a comma.
    ///
    /// - Throws: ``AnswerCheck/Refusal`` with the row that is wrong.
    init(_ text: String) throws(AnswerCheck.Refusal) {
        var rows = Self.rows(text).filter { $0.contains { !$0.isEmpty } }
        guard !rows.isEmpty else { throw AnswerCheck.Refusal(hints: ["the file is empty"]) }
        let names = rows.removeFirst().map { $0.lowercased() }
        let unknown = names.filter { !Self.columns.contains($0) }
        guard unknown.isEmpty, names.contains("number"), names.contains("name") else {
            throw AnswerCheck.Refusal(
                hints: [
                    "the first row names the columns: number, name, and perhaps target, when, rule, otherwise"
                        + (unknown.isEmpty ? "" : "; there is no column \(unknown.joined(separator: ", "))")
                ]
            )
        }

        var order: [String] = []
        var drafts: [String: (name: String, rules: [DocumentValue], otherwise: String)] = [:]
        for (index, cells) in rows.enumerated() {
            guard cells.count <= names.count else {
                throw AnswerCheck.Refusal(hints: ["row \(index + 2) has more cells than the first"])
            }
            let row = Dictionary(zip(names, cells)) { $1 }
            let number = row["number", default: ""]
            if drafts[number] == nil {
                order.append(number)
                drafts[number] = (row["name", default: ""], [], "default")
            }
            if let otherwise = row["otherwise"], !otherwise.isEmpty { drafts[number]?.otherwise = otherwise }
            if let rule = Self.rule(row) { drafts[number]?.rules.append(rule) }
        }
        self.pools = order.compactMap { number in
            drafts[number].map { draft in
                .members([
                    "number": .text(number), "name": .text(draft.name), "rules": .list(draft.rules),
                    "otherwise": .text(draft.otherwise),
                ])
            }
        }
    }

    private static func rule(_ row: [String: String]) -> DocumentValue? {
        guard let target = row["target"], !target.isEmpty else { return nil }
        let when = row["when"].flatMap { $0.isEmpty ? nil : $0 } ?? "known"
        let name = row["rule"].flatMap { $0.isEmpty ? nil : $0 } ?? "Callers: \(when)"
        return .members([
            "name": .text(name), "when": .members(["caller": .text(when)]), "target": .text(target),
        ])
    }

    /// The cells of each row, without the spaces around them.
    private static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var isQuoted = false
        var previous: Character?
        func trimmed(_ text: String) -> String {
            let bare = text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
            // Spreadsheets, and our own lists, guard what looks like a formula by an apostrophe: '+358….
            return bare.starts(with: "'+") ? String(bare.dropFirst()) : String(bare)
        }
        // Spreadsheets begin a file with a byte order mark.
        for character in text.drop(while: { $0 == "\u{FEFF}" }) {
            switch character {
            case "\"":
                // Within quotes two of them are one.
                if !isQuoted, previous == "\"" { cell.append("\"") }
                isQuoted.toggle()
            case ",", ";", "\t":
                if isQuoted {
                    cell.append(character)
                } else {
                    row.append(trimmed(cell))
                    cell = ""
                }
            case "\n", "\r\n", "\r":
                if isQuoted {
                    cell.append(character)
                } else {
                    rows.append(row + [trimmed(cell)])
                    (row, cell) = ([], "")
                }
            default: cell.append(character)
            }
            previous = character
        }
        return row.isEmpty && cell.isEmpty ? rows : rows + [row + [trimmed(cell)]]
    }
}
