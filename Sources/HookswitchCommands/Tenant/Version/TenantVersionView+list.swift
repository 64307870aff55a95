import Hookswitch

extension TenantVersionView: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("VERSION", isNumeric: true), TableColumn("MADE"), TableColumn("BY", .cut(12)),
            TableColumn("STATUS", .optional(1)),
        ]
    }

    static var emptyNotice: String { "The tenant has no versions." }

    var cells: [String] {
        [
            String(self.version), LocalTime.short(self.createdAt), self.actor ?? "unknown",
            self.isCurrent ? "in use" : "",
        ]
    }
}
