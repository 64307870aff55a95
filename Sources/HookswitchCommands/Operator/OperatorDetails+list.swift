import Hookswitch

extension OperatorDetails: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("OPERATOR"), TableColumn("NAME", .cut(8)), TableColumn("ROLE"), TableColumn("STATUS"),
            TableColumn("TENANTS", .cut(10)), TableColumn("SIGNED IN", .optional(1)),
            TableColumn("SUBJECT", .optional(3)), TableColumn("TAGS", .optional(4)),
        ]
    }

    static var emptyNotice: String { "There is no operator that you may see: hookswitch operator create" }

    var cells: [TableCell] {
        let reach = ReachText(tenants: self.tenants, tags: self.tags)
        return [
            .text(self.id), .text(self.name), .text(self.role.rawValue),
            .text(self.subject == nil ? "invited" : "bound"), reach.cell, .time(self.signedInAt),
            .text(self.subject), reach.tagCell,
        ]
    }
}
