/// What an import would do, of which nothing is kept: the answer to a dry run.
public struct ImportTrial: Codable, Hashable, Sendable {
    enum CodingKeys: String, CodingKey {
        case format, actions, statuses, items
        case rowCount = "row_count"
    }

    /// How the file was written.
    public let format: ImportFormat
    /// How many rows it had.
    public let rowCount: Int
    /// What they would do.
    public let actions: ImportView.Actions
    /// How far they would be.
    public let statuses: ImportView.Statuses
    /// The rows that were tried, in the order of the file, each as far as it would be.
    public let items: [ImportItemView]

    /// A file that would be planned.
    init(_ rows: [PlannedRow], format: ImportFormat) {
        var actions = ImportView.Actions()
        var statuses = ImportView.Statuses()
        for row in rows {
            actions.add(1, of: row.action)
            statuses.add(1, of: ImportStatus(row.action))
        }
        self.format = format
        self.rowCount = rows.count
        self.actions = actions
        self.statuses = statuses
        self.items = rows.map { ImportItemView($0) }
    }

    /// A plan of which these rows would be applied, or fail.
    init(_ plan: ImportView, after items: [ImportItemView]) {
        var statuses = plan.statuses
        for item in items {
            statuses.pending = max(0, statuses.pending - 1)
            statuses.add(1, of: item.status)
        }
        self.format = plan.format
        self.rowCount = plan.rowCount
        self.actions = plan.actions
        self.statuses = statuses
        self.items = items.sorted { $0.row < $1.row }
    }
}

extension ImportItemView {
    /// Shows a row that is not kept.
    fileprivate init(_ row: PlannedRow) {
        self.init(
            row: row.index,
            line: row.line,
            slug: row.slug,
            name: row.name,
            action: row.action,
            status: ImportStatus(row.action),
            changes: row.changes,
            issues: row.issues
        )
    }
}
