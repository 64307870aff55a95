import Hookswitch

extension TenantVersionView: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("VERSION", isNumeric: true), TableColumn("MADE"), TableColumn("BY", .cut(12)),
            TableColumn("STATUS", .optional(1)),
        ]
    }

    static var emptyNotice: String { "The tenant has no versions." }

    var cells: [TableCell] {
        [
            .number(self.version), .time(self.createdAt), .text(self.actor, none: "unknown"),
            .text(self.isCurrent ? "in use" : ""),
        ]
    }
}
