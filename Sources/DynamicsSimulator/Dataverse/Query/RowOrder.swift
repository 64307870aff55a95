/// A checked `$orderby`.
struct RowOrder: Sendable, Hashable {
    private struct Term: Sendable, Hashable {
        let column: String
        let isDescending: Bool
    }

    private let terms: [Term]

    init(_ text: String, table: DataverseTable, columns: [String: ColumnKind]) throws(DataverseFailure) {
        var terms: [Term] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let words = part.split(separator: " ").map(String.init)
            guard let column = words.first, words.count <= 2 else { throw .syntax(at: 0, in: text) }
            guard columns[column] != nil else { throw .unknownColumn(column, of: table) }
            switch words.dropFirst().first {
            case nil, "asc": terms.append(Term(column: column, isDescending: false))
            case "desc": terms.append(Term(column: column, isDescending: true))
            default: throw .syntax(at: column.utf8.count + 1, in: text)
            }
        }
        self.terms = terms
    }

    /// The rows in order; nulls come first, equal rows stay as they were.
    func sorted(_ rows: [TableRow]) -> [TableRow] {
        rows.enumerated().sorted { left, right in
            for term in self.terms {
                let (first, second) = (left.element.columns[term.column], right.element.columns[term.column])
                guard let isBefore = Self.isBefore(first ?? .null, second ?? .null) else { continue }
                return isBefore != term.isDescending
            }
            return left.offset < right.offset
        }.map(\.element)
    }

    /// None if the two are equal.
    private static func isBefore(_ left: ColumnValue, _ right: ColumnValue) -> Bool? {
        switch (left, right) {
        case (.null, .null): return nil
        case (.null, _): return true
        case (_, .null): return false
        default:
            guard ComparisonOperator.equal.holds(left, right) == false else { return nil }
            return ComparisonOperator.less.holds(left, right)
        }
    }
}
