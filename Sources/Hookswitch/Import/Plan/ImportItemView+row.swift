import Foundation
import Postgres

extension ImportItemView {
    /// The columns that ``init(_:)`` reads, of the table `i`.
    static let columns: Query = """
        i.row_number, i.line, i.slug, i.name, i.action, i.status, i.changes::text AS changes, i.issues::text AS issues
        """

    /// Shows a row.
    init(_ row: Row) throws {
        let decoder = JSONDecoder()
        let changes = try row.decode("changes", as: String.self)
        let issues = try row.decode("issues", as: String.self)
        self.init(
            row: Int(try row.decode("row_number", as: Int32.self)),
            line: try row.decode("line", as: Int32?.self).map(Int.init),
            slug: try row.decode("slug", as: String?.self),
            name: try row.decode("name", as: String?.self),
            action: ImportAction(rawValue: try row.decode("action", as: String.self)) ?? .invalid,
            status: ImportStatus(rawValue: try row.decode("status", as: String.self)) ?? .refused,
            changes: try decoder.decode([DocumentChange].self, from: Data(changes.utf8)),
            issues: try decoder.decode([ImportIssue].self, from: Data(issues.utf8))
        )
    }
}
