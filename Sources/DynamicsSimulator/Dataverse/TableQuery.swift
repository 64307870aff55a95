import Foundation

/// A query on one table, checked, with its answer.
struct TableQuery {
    /// Dataverse counts no further.
    private static let maximumCount = 5000

    let table: DataverseTable
    let contents: CompiledScenario.Table
    /// The rows that the user may read.
    let readableRows: [TableRow]

    private let filter: FilterExpression?
    private let order: RowOrder?
    /// The columns asked for; none means all.
    private let selection: [String]?
    private let top: Int?
    private let isCounted: Bool
    private let cookie: PageCookie?
    private let preferences: Preferences
    private let rawQuery: String

    init(
        _ table: DataverseTable,
        contents: CompiledScenario.Table,
        readableRows: [TableRow],
        rawQuery: String?,
        preferences: Preferences
    ) throws(DataverseFailure) {
        let options = try QueryOptions(rawQuery)
        self.table = table
        self.contents = contents
        self.readableRows = readableRows
        self.preferences = preferences
        self.rawQuery = rawQuery ?? ""
        if let text = options["$filter"] {
            self.filter = try FilterParser.expression(text, table: table, columns: contents.columns)
        } else {
            self.filter = nil
        }
        if let text = options["$orderby"] {
            self.order = try RowOrder(text, table: table, columns: contents.columns)
        } else {
            self.order = nil
        }
        self.selection = try Self.selection(options["$select"], table: table, columns: contents.columns)
        self.top = try options.top()
        self.isCounted = try options.isCounted()
        if let token = options["$skiptoken"] {
            self.cookie = try PageCookie(token, rawQuery: self.rawQuery)
        } else {
            self.cookie = nil
        }
    }

    private static func selection(
        _ text: String?,
        table: DataverseTable,
        columns: [String: ColumnKind]
    ) throws(DataverseFailure) -> [String]? {
        guard let text, !text.isEmpty, text != "*" else { return nil }
        var names: [String] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let name = part.trimmed
            guard columns[name] != nil else { throw .unknownColumn(name, of: table) }
            if !names.contains(name) { names.append(name) }
        }
        return names
    }

    private var matchingRows: [TableRow] {
        guard let filter = self.filter else { return self.readableRows }
        return self.readableRows.filter { filter.matches($0) == true }
    }

    /// The number of rows that fit, as `$count` shows it.
    var count: Int { min(self.matchingRows.count, Self.maximumCount) }

    /// One page of the answer.
    ///
    /// - Parameter origin: The Web API's root, such as `https://acme.crm4.dynamics.com/api/data/v9.2`.
    func answer(root: String, entitySetURL: String) -> JSONText {
        var rows = self.matchingRows
        let matchCount = rows.count
        if let order = self.order { rows = order.sorted(rows) }

        // `$top` is ignored if a page size is preferred, and it never comes with a next link.
        let pageSize = self.preferences.pageSize ?? Preferences.maximumPageSize
        var page = rows[...]
        var hasMore = false
        if let top = self.top, self.preferences.pageSize == nil {
            page = rows.prefix(min(top, Preferences.maximumPageSize))
        } else {
            let (start, isOverflow) = ((self.cookie?.pageNumber ?? 1) - 1).multipliedReportingOverflow(by: pageSize)
            page = isOverflow ? [] : rows.dropFirst(start).prefix(pageSize)
            hasMore = !isOverflow && page.endIndex < rows.endIndex
        }

        let row = RowText(table: self.table, contents: self.contents, selection: self.selection)
        var members: [JSONText.Member] = [
            .init(name: "@odata.context", value: .string("\(root)/$metadata#\(self.contextName)"))
        ]
        if self.isCounted {
            members.append(.init(name: "@odata.count", value: .integer(min(matchCount, Self.maximumCount))))
        }
        members.append(.init(name: "value", value: .array(page.map { .members(row.members(of: $0)) })))
        if hasMore {
            members.append(.init(name: "@odata.nextLink", value: .string(self.nextLink(entitySetURL))))
        }
        return .members(members)
    }

    /// A single row, as a request by id gets it.
    func single(_ row: TableRow, root: String) -> JSONText {
        let text = RowText(table: self.table, contents: self.contents, selection: self.selection)
        let context = JSONText.Member(
            name: "@odata.context",
            value: .string("\(root)/$metadata#\(self.contextName)/$entity")
        )
        return .members([context] + text.members(of: row))
    }

    private var contextName: String {
        guard let selection = self.selection else { return self.table.rawValue }
        return "\(self.table.rawValue)(\(selection.joined(separator: ",")))"
    }

    private func nextLink(_ entitySetURL: String) -> String {
        var query = self.rawQuery
        if let range = query.range(of: "$skiptoken=") { query = String(query[..<range.lowerBound]) }
        if query.hasSuffix("&") { query.removeLast() }
        let cookie = PageCookie(pageNumber: (self.cookie?.pageNumber ?? 1) + 1, query: query)
        let separator = query.isEmpty ? "" : "&"
        return "\(entitySetURL)?\(query)\(separator)$skiptoken=\(FormEncoding.encoded(cookie.text))"
    }
}
