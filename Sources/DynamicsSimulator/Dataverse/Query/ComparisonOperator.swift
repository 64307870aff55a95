/// OData's comparison operators.
enum ComparisonOperator: String, Sendable, Hashable {
    case equal = "eq"
    case notEqual = "ne"
    case greater = "gt"
    case greaterOrEqual = "ge"
    case less = "lt"
    case lessOrEqual = "le"

    /// The name in OData's type errors.
    var operatorKind: String {
        switch self {
        case .equal: "Equal"
        case .notEqual: "NotEqual"
        case .greater: "GreaterThan"
        case .greaterOrEqual: "GreaterThanOrEqual"
        case .less: "LessThan"
        case .lessOrEqual: "LessThanOrEqual"
        }
    }

    /// Whether the comparison holds; none if a side is null.
    func holds(_ left: ColumnValue, _ right: ColumnValue) -> Bool? {
        guard left != .null, right != .null else { return nil }
        let left = FilterExpression.foldedForEquality(left)
        let right = FilterExpression.foldedForEquality(right)
        let isLess: Bool
        switch (left, right) {
        case (.string(let left), .string(let right)): isLess = left < right
        case (.integer(let left), .integer(let right)): isLess = left < right
        case (.number(let left), .number(let right)): isLess = left < right
        case (.integer(let left), .number(let right)): return self.holds(.number(Double(left)), .number(right))
        case (.number(let left), .integer(let right)): return self.holds(.number(left), .number(Double(right)))
        default: isLess = false
        }
        switch self {
        case .equal: return left == right
        case .notEqual: return left != right
        case .less: return isLess
        case .lessOrEqual: return isLess || left == right
        case .greater: return !isLess && left != right
        case .greaterOrEqual: return !isLess
        }
    }
}
