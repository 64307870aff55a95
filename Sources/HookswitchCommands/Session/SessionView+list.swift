import Hookswitch

extension SessionView: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("SESSION"), TableColumn("NAME", .cut(8)), TableColumn("FROM", .optional(2)),
            TableColumn("SINCE", .optional(1)), TableColumn("EXPIRES", .optional(3)),
        ]
    }

    static var emptyNotice: String { "Nobody whom you may see is signed in." }

    var cells: [TableCell] {
        [
            .text(self.id), .text(self.name), .text(self.source), .time(self.createdAt), .time(self.expiresAt),
        ]
    }
}
