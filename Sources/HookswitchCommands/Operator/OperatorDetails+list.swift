import Hookswitch

extension OperatorDetails: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("OPERATOR"), TableColumn("NAME", .cut(8)), TableColumn("ROLE"), TableColumn("STATUS"),
            TableColumn("TENANTS", .optional(2)), TableColumn("SIGNED IN", .optional(1)),
            TableColumn("SUBJECT", .optional(3)),
        ]
    }

    static var emptyNotice: String { "There is no operator that you may see: hookswitch operator create" }

    var cells: [String] {
        [
            self.id, self.name, self.role.rawValue, self.subject == nil ? "invited" : "bound",
            self.tenants.map { $0.isEmpty ? "none" : $0.joined(separator: ",") } ?? "all",
            self.signedInAt.map { LocalTime.short($0) } ?? "–", self.subject ?? "–",
        ]
    }
}
