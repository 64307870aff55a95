import Hookswitch

extension FoundPool: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("TENANT"), TableColumn("POOL", .optional(3)), TableColumn("STATUS", .optional(1)),
            TableColumn("OTHERWISE", .optional(2)), TableColumn("NAME", .cut(12)),
        ]
    }

    static var emptyNotice: String { "No tenant that you may see has a pool of this number." }

    var cells: [TableCell] {
        [
            .text(self.tenant), .text(self.pool?.name), .text(self.status.rawValue), .text(self.pool?.otherwise),
            .text(self.tenantName),
        ]
    }
}
