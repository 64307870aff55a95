import Hookswitch

extension AuditView: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("TIME"), TableColumn("RECORD"), TableColumn("ACTION", .cut(12)),
            TableColumn("WHERE", .optional(1)), TableColumn("WHO", .cut(8)), TableColumn("WHY", .optional(2)),
        ]
    }

    var reference: String { self.id }

    static var emptyNotice: String { "There are no such changes." }

    var cells: [TableCell] {
        [
            .time(self.at), .text(self.id), .text(self.action), .text(self.tenant ?? self.chain),
            .text(self.actor.name), .text(self.reason),
        ]
    }
}
