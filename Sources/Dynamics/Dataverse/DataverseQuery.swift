import Routing

/// A question to one table: which rows have one of these texts in these columns.
struct DataverseQuery: Hashable, Sendable {
    /// Longer URLs are cut by front ends and proxies on the way: IIS takes 16 KiB for a request's whole head by default.
    static let maximumTargetByteCount = 10_000

    /// One row is a match and two are ambiguous; more would not change the answer.
    static let exactRowCount = 2

    /// How many rows of a search inside columns are looked at.
    static let containsRowCount = 20

    /// Shorter parts of numbers occur in too many others.
    static let minimumContainsDigitCount = 7

    let table: DirectoryTable

    /// The most rows that may come.
    let rowCount: Int

    /// Path and query on the wire.
    let target: String

    private init(table: DirectoryTable, rowCount: Int, target: String) {
        self.table = table
        self.rowCount = rowCount
        self.target = target
    }

    private init(_ table: DirectoryTable, condition: String, rowCount: Int) {
        self.table = table
        self.rowCount = rowCount
        let columns = ([table.identifierColumn] + table.phoneColumns).joined(separator: ",")
        let filter = "(\(condition)) and \(table.activeCondition)"
        // Names and separators of OData stay as they are; only values are foreign, and all of the filter is encoded.
        self.target =
            "\(DataverseEnvironment.path)/\(table.entitySet)?$select=\(columns)"
            + "&$filter=\(PercentEncoding.encode(filter))&$top=\(rowCount)"
    }

    /// A question for any row at all, to see whether the table may be read.
    ///
    /// It names no column but the key, so that a column that is missing does not fail it.
    static func any(_ table: DirectoryTable) -> DataverseQuery {
        DataverseQuery(
            table: table,
            rowCount: 1,
            target: "\(DataverseEnvironment.path)/\(table.entitySet)?$select=\(table.identifierColumn)&$top=1"
        )
    }

    /// Questions that find a number by its notations, in as few requests as the length of URLs allows.
    ///
    /// - Parameter notations: ASCII texts of `+`, digits and separators; others are left out, because `%`, `_` and
    ///   brackets would be wildcards and quotes would end the text.
    static func exact(_ table: DirectoryTable, notations: [String]) -> [DataverseQuery] {
        let notations = notations.filter { $0.utf8.allSatisfy(self.isPlain) && !$0.isEmpty }
        guard !notations.isEmpty else { return [] }
        return self.exact(table, columns: table.phoneColumns[...], notations: notations[...])
    }

    private static func exact(
        _ table: DirectoryTable,
        columns: ArraySlice<String>,
        notations: ArraySlice<String>
    ) -> [DataverseQuery] {
        let values = notations.map { "\"\($0)\"" }.joined(separator: ",")
        let conditions = columns.map { column in
            "Microsoft.Dynamics.CRM.In(PropertyName='\(column)',PropertyValues=[\(values)])"
        }
        let query = DataverseQuery(table, condition: conditions.joined(separator: " or "), rowCount: self.exactRowCount)
        guard query.target.utf8.count > self.maximumTargetByteCount else { return [query] }

        if columns.count > 1 {
            let middle = columns.startIndex + columns.count / 2
            return self.exact(table, columns: columns[..<middle], notations: notations)
                + self.exact(table, columns: columns[middle...], notations: notations)
        }
        guard notations.count > 1 else { return [query] }
        let middle = notations.startIndex + notations.count / 2
        return self.exact(table, columns: columns, notations: notations[..<middle])
            + self.exact(table, columns: columns, notations: notations[middle...])
    }

    /// A question that finds a number by its digits anywhere in a column, or `nil` when they are too few.
    ///
    /// No index helps it and Dataverse throttles it (`reference/domain.md` D13), so it is asked only on demand.
    static func contains(_ table: DirectoryTable, digits: String) -> DataverseQuery? {
        guard digits.utf8.count >= self.minimumContainsDigitCount, digits.utf8.allSatisfy(self.isDigit) else {
            return nil
        }
        let conditions = table.phoneColumns.map { "contains(\($0),'\(digits)')" }
        return DataverseQuery(table, condition: conditions.joined(separator: " or "), rowCount: self.containsRowCount)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        self.isDigit(byte) || "+ -./()".utf8.contains(byte)
    }
}
