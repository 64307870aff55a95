import Hookswitch

extension ImportItemView: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("TENANT"), TableColumn("LINE", .optional(2), isNumeric: true), TableColumn("ACTION"),
            TableColumn("STATUS"), TableColumn("WHAT", .optional(1)),
        ]
    }

    static var emptyNotice: String { "There is no such row." }

    var cells: [TableCell] {
        [
            .text(self.slug), .number(self.line), .text(self.action.rawValue), .text(self.status.rawValue),
            .text(self.finding),
        ]
    }

    /// What is wrong with the row first, else the first that it changes; `nil` if there is neither.
    private var finding: String? {
        if let issue = self.issues.first { return (issue.path.map { $0 + ": " } ?? "") + issue.detail }
        return self.changes.first.map { "\($0)" }
    }
}
