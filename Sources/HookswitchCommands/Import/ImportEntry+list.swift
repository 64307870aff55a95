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

    var cells: [String] {
        [
            self.id, self.format.rawValue, String(self.rowCount), self.isPending ? "pending" : "done",
            LocalTime.short(self.createdAt), self.createdBy, LocalTime.short(self.expiresAt),
        ]
    }
}
