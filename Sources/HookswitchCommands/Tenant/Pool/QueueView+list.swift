import Hookswitch

extension QueueView: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("QUEUE"), TableColumn("USES", .optional(1), isNumeric: true),
            TableColumn("SENT THERE BY", .cut(12)),
        ]
    }

    static var emptyNotice: String { "No rule of the tenant sends calls anywhere." }

    var cells: [TableCell] {
        let uses = self.uses.map { "\($0.poolName): \($0.rule ?? "otherwise")" }
        return [.text(self.number), .number(self.uses.count), .text(uses.joined(separator: ", "))]
    }
}
