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

    var cells: [String] {
        [
            LocalTime.short(self.at), self.id, self.action, self.tenant ?? self.chain, self.actor.name,
            self.reason ?? "–",
        ]
    }
}
