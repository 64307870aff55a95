import Hookswitch

extension PoolView: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("POOL"), TableColumn("RULES", .optional(1), isNumeric: true),
            TableColumn("OTHERWISE", .optional(2)),
            TableColumn("NAME", .cut(12)),
        ]
    }

    static var emptyNotice: String { "The tenant has no pool, so that none of its calls is routed." }

    var cells: [TableCell] {
        [.text(self.number), .number(self.rules.count), .text(self.otherwise), .text(self.name)]
    }
}
