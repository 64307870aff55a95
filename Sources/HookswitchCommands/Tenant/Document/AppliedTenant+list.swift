import Hookswitch

extension AppliedTenant: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("TENANT"), TableColumn("CHANGE"), TableColumn("NAME", .cut(12)),
            TableColumn("WEBHOOK", .optional(1)),
        ]
    }

    static var emptyNotice: String { "There was nothing to apply." }

    var cells: [String] {
        [self.slug, self.change.rawValue, self.name, self.tenant?.webhook.path ?? "drawn when applied"]
    }
}
