import Hookswitch

extension DecisionView: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("TIME", .optional(0)), TableColumn("DECISION"), TableColumn("TENANT", .optional(3)),
            TableColumn("OUTCOME", .cut(8)), TableColumn("POOL", .optional(1)), TableColumn("CALLER", .optional(2)),
            TableColumn("TARGET", .optional(0)),
            TableColumn("MS", .optional(4), isNumeric: true),
        ]
    }

    static var emptyNotice: String { "There are no such decisions." }

    var cells: [TableCell] {
        [
            .time(self.at), .text(self.id), .text(self.tenant), .text(self.outcome), .text(self.pool),
            .text(self.caller), .text(self.target), .duration(milliseconds: self.durationMilliseconds),
        ]
    }

    /// A list of decisions begins with the time; what `why` takes is the id.
    var reference: String { self.id }
}
