import Hookswitch

extension ImportEntry: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("IMPORT"), TableColumn("FORMAT", .optional(3)), TableColumn("ROWS", isNumeric: true),
            TableColumn("STATE"), TableColumn("PLANNED"), TableColumn("BY", .optional(1)),
            TableColumn("ENDS", .optional(2)),
        ]
    }

    static var emptyNotice: String { "There is no planned import. hookswitch import FILE --plan makes one." }

    var cells: [TableCell] {
        [
            .text(self.id), .text(self.format.rawValue), .number(self.rowCount),
            .text(self.isPending ? "pending" : "done"), .time(self.createdAt), .text(self.createdBy),
            .time(self.expiresAt),
        ]
    }
}
