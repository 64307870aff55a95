public import Routing

/// The row in which a caller was found.
public struct DirectoryMatch: Hashable, Sendable {
    /// The table of the row.
    public let table: DirectoryTable

    /// The row's identifier: a GUID in lower case.
    public let rowID: String

    /// The column that holds the caller's number, such as `mobilephone`.
    public let column: String

    /// Makes a match.
    public init(table: DirectoryTable, rowID: String, column: String) {
        self.table = table
        self.rowID = rowID
        self.column = column
    }
}
