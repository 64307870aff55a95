/// A row of a Dataverse table.
public struct TableRow: Sendable, Hashable {
    /// The values, by column; a column that is absent is null.
    public var columns: [String: ColumnValue]
    /// Whether the application user owns the row, which matters to a user with ``ReadDepth/user``.
    public var isOwnedByApplication: Bool

    /// A row with these values.
    public init(_ columns: [String: ColumnValue], isOwnedByApplication: Bool = false) {
        self.columns = columns
        self.isOwnedByApplication = isOwnedByApplication
    }
}
