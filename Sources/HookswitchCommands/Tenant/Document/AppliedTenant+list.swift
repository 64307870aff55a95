import Hookswitch

extension AppliedTenant: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("TENANT"), TableColumn("CHANGE"), TableColumn("NAME", .cut(12)),
            TableColumn("WEBHOOK", .optional(1)),
        ]
    }

    static var emptyNotice: String { "There was nothing to apply." }

    var cells: [TableCell] {
        [
            .text(self.slug), .text(self.change.rawValue), .text(self.name),
            .text(self.tenant?.webhook.path, none: "drawn when applied"),
        ]
    }
}
