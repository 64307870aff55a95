/// Writes rows as the Web API does: the ETag first, the columns asked for, the id always.
struct RowText {
    let table: DataverseTable
    let contents: CompiledScenario.Table
    let selection: [String]?

    func members(of row: TableRow) -> [JSONText.Member] {
        var version = 1
        if case .integer(let value)? = row.columns["versionnumber"] { version = value }
        var members = [JSONText.Member(name: "@odata.etag", value: .string("W/\"\(version)\""))]
        let names = self.selection ?? self.contents.columnOrder
        for name in names {
            members.append(.init(name: name, value: (row.columns[name] ?? .null).json))
        }
        if !names.contains(self.table.primaryIDColumn) {
            let identifier = row.columns[self.table.primaryIDColumn] ?? .null
            members.append(.init(name: self.table.primaryIDColumn, value: identifier.json))
        }
        return members
    }
}
