import Foundation

/// Reads a decoded `$filter` by OData's rules of precedence: `not`, then `and`, then `or`.
struct FilterParser {
    /// As deep as OData's own default for nesting; keeps a hostile filter off the stack's end.
    private static let maximumDepth = 100
    /// Dataverse takes 500 conditions in a query.
    private static let maximumConditionCount = 500

    private let table: DataverseTable
    private let columns: [String: ColumnKind]
    private var lexer: FilterLexer
    private var token = FilterToken.end
    private var conditionCount = 0

    private init(_ text: String, table: DataverseTable, columns: [String: ColumnKind]) {
        self.table = table
        self.columns = columns
        self.lexer = FilterLexer(text)
    }

    static func expression(
        _ text: String,
        table: DataverseTable,
        columns: [String: ColumnKind]
    ) throws(DataverseFailure) -> FilterExpression {
        var parser = FilterParser(text, table: table, columns: columns)
        try parser.advance()
        let expression = try parser.disjunction(depth: 0)
        guard parser.token == .end else { throw parser.lexer.failure() }
        return expression
    }

    private mutating func advance() throws(DataverseFailure) {
        self.token = try self.lexer.next()
    }

    private mutating func expect(_ token: FilterToken) throws(DataverseFailure) {
        guard self.token == token else { throw self.lexer.failure() }
        try self.advance()
    }

    private mutating func disjunction(depth: Int) throws(DataverseFailure) -> FilterExpression {
        var left = try self.conjunction(depth: depth)
        while self.token == .word("or") {
            try self.advance()
            left = .or(left, try self.conjunction(depth: depth))
        }
        return left
    }

    private mutating func conjunction(depth: Int) throws(DataverseFailure) -> FilterExpression {
        var left = try self.negation(depth: depth)
        while self.token == .word("and") {
            try self.advance()
            left = .and(left, try self.negation(depth: depth))
        }
        return left
    }

    private mutating func negation(depth: Int) throws(DataverseFailure) -> FilterExpression {
        guard depth < Self.maximumDepth else {
            throw .query("Recursion depth exceeded allowed limit of \(Self.maximumDepth).")
        }
        if self.token == .word("not") {
            try self.advance()
            return .not(try self.negation(depth: depth + 1))
        }
        if self.token == .open {
            try self.advance()
            let inner = try self.disjunction(depth: depth + 1)
            try self.expect(.close)
            return inner
        }
        return try self.condition()
    }

    private mutating func condition() throws(DataverseFailure) -> FilterExpression {
        self.conditionCount += 1
        guard self.conditionCount <= Self.maximumConditionCount else { throw .tooManyConditions }
        guard case .word(let name) = self.token else { throw self.lexer.failure() }
        try self.advance()
        if self.token == .open {
            try self.advance()
            let call = try self.call(name)
            return try self.comparedWithTruth(call)
        }
        if self.columns[name] == nil, name == "true" || name == "false" { return .constant(name == "true") }
        return try self.comparison(of: name)
    }

    /// `contains(…) eq true` means the same as `contains(…)`.
    private mutating func comparedWithTruth(_ call: FilterExpression) throws(DataverseFailure) -> FilterExpression {
        guard self.token == .word("eq") || self.token == .word("ne") else { return call }
        let isEqual = self.token == .word("eq")
        try self.advance()
        guard self.token == .word("true") || self.token == .word("false") else { throw self.lexer.failure() }
        let isTrue = self.token == .word("true")
        try self.advance()
        return isEqual == isTrue ? call : .not(call)
    }

    private func kind(of column: String) throws(DataverseFailure) -> ColumnKind {
        guard let kind = self.columns[column] else { throw .unknownColumn(column, of: self.table) }
        return kind
    }

    private mutating func comparison(of column: String) throws(DataverseFailure) -> FilterExpression {
        let kind = try self.kind(of: column)
        guard case .word(let word) = self.token, let comparison = ComparisonOperator(rawValue: word) else {
            throw self.lexer.failure()
        }
        try self.advance()
        if self.token == .word("null") {
            try self.advance()
            switch comparison {
            case .equal: return .isNull(column: column)
            case .notEqual: return .not(.isNull(column: column))
            default: return .constant(false)
            }
        }
        let value = try self.literal(as: kind, operation: comparison.operatorKind)
        try self.advance()
        return .comparison(column: column, comparison, value)
    }

    /// The current token as a value that may be compared with a column of a kind.
    private func literal(as kind: ColumnKind, operation: String) throws(DataverseFailure) -> ColumnValue {
        switch (kind, self.token) {
        case (.text, .string(let text)), (.time, .string(let text)): return .string(text)
        case (.guid, .guid(let text)): return .string(text)
        case (.guid, .string(let text)) where UUID(uuidString: text) != nil: return .string(text.lowercased())
        case (.integer, .integer(let value)), (.number, .integer(let value)): return .integer(value)
        case (.integer, .number(let value)), (.number, .number(let value)): return .number(value)
        case (.boolean, .word("true")): return .boolean(true)
        case (.boolean, .word("false")): return .boolean(false)
        case (_, .string): throw .incompatible(kind, "Edm.String", operation: operation)
        case (_, .integer): throw .incompatible(kind, "Edm.Int32", operation: operation)
        case (_, .number): throw .incompatible(kind, "Edm.Double", operation: operation)
        case (_, .guid): throw .incompatible(kind, "Edm.Guid", operation: operation)
        case (_, .word("true")), (_, .word("false")): throw .incompatible(kind, "Edm.Boolean", operation: operation)
        default: throw self.lexer.failure()
        }
    }

    private mutating func call(_ name: String) throws(DataverseFailure) -> FilterExpression {
        if let anchor = LikePattern.Anchor(rawValue: name) { return try self.textCall(anchor) }
        if name == "Microsoft.Dynamics.CRM.In" { return try self.inCall() }
        throw .unknownFunction(name)
    }

    private mutating func textCall(_ anchor: LikePattern.Anchor) throws(DataverseFailure) -> FilterExpression {
        guard case .word(let column) = self.token else { throw self.lexer.failure() }
        guard try self.kind(of: column) == .text else {
            throw .query("The function '\(anchor.rawValue)' needs a column of type Edm.String; '\(column)' is not.")
        }
        try self.advance()
        try self.expect(.comma)
        guard case .string(let text) = self.token else { throw self.lexer.failure() }
        try self.advance()
        try self.expect(.close)
        return .like(column: column, LikePattern(text, anchor: anchor))
    }

    /// `Microsoft.Dynamics.CRM.In(PropertyName='telephone1',PropertyValues=["…","…"])`.
    private mutating func inCall() throws(DataverseFailure) -> FilterExpression {
        try self.expect(.word("PropertyName"))
        try self.expect(.equals)
        guard case .string(let column) = self.token else { throw self.lexer.failure() }
        let kind = try self.kind(of: column)
        try self.advance()
        try self.expect(.comma)
        try self.expect(.word("PropertyValues"))
        try self.expect(.equals)
        try self.expect(.openList)
        var values: Set<ColumnValue> = []
        while self.token != .closeList {
            if !values.isEmpty { try self.expect(.comma) }
            values.insert(FilterExpression.foldedForEquality(try self.listItem(as: kind)))
            try self.advance()
        }
        try self.advance()
        try self.expect(.close)
        guard !values.isEmpty else { throw .query("The values of the condition on '\(column)' must not be empty.") }
        return .isIn(column: column, values)
    }

    /// The list is one of texts whatever the column holds.
    private func listItem(as kind: ColumnKind) throws(DataverseFailure) -> ColumnValue {
        guard case .string(let text) = self.token, kind == .integer || kind == .number || kind == .boolean else {
            return try self.literal(as: kind, operation: "In")
        }
        switch kind {
        case .integer: if let value = Int(text) { return .integer(value) }
        case .number: if let value = Double(text), value.isFinite { return .number(value) }
        default: if let value = Bool(text) { return .boolean(value) }
        }
        throw .incompatible(kind, "Edm.String", operation: "In")
    }
}
