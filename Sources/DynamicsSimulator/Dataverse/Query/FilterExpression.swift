/// A checked `$filter`: columns exist and types agree.
indirect enum FilterExpression: Sendable, Hashable {
    case comparison(column: String, ComparisonOperator, ColumnValue)
    case like(column: String, LikePattern)
    /// Texts are folded, see ``foldedForEquality(_:)``.
    case isIn(column: String, Set<ColumnValue>)
    case isNull(column: String)
    case and(FilterExpression, FilterExpression)
    case or(FilterExpression, FilterExpression)
    case not(FilterExpression)
    case constant(Bool)

    /// Whether a row fits; none means unknown, as in SQL, and such a row is not in the answer.
    func matches(_ row: TableRow) -> Bool? {
        switch self {
        case .constant(let value):
            return value
        case .comparison(let column, let comparison, let value):
            return comparison.holds(row.columns[column] ?? .null, value)
        case .like(let column, let pattern):
            guard case .string(let text)? = row.columns[column] else { return nil }
            return pattern.matches(text)
        case .isIn(let column, let values):
            guard let value = row.columns[column], value != .null else { return nil }
            return values.contains(Self.foldedForEquality(value))
        case .isNull(let column):
            return (row.columns[column] ?? .null) == .null
        case .and(let left, let right):
            switch (left.matches(row), right.matches(row)) {
            case (false, _), (_, false): return false
            case (true, true): return true
            default: return nil
            }
        case .or(let left, let right):
            switch (left.matches(row), right.matches(row)) {
            case (true, _), (_, true): return true
            case (false, false): return false
            default: return nil
            }
        case .not(let inner):
            return inner.matches(row).map { !$0 }
        }
    }

    /// SQL Server's equality of texts under Dataverse's collation: case and spaces at the end do not count.
    static func foldedForEquality(_ value: ColumnValue) -> ColumnValue {
        guard case .string(let text) = value else { return value }
        var folded = text.lowercased()
        while folded.utf8.last == UInt8(ascii: " ") { folded.removeLast() }
        return .string(folded)
    }
}
