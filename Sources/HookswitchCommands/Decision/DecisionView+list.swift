import Hookswitch

extension DecisionView: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("TIME"), TableColumn("DECISION"), TableColumn("TENANT", .optional(3)), TableColumn("OUTCOME"),
            TableColumn("POOL", .optional(1)), TableColumn("CALLER", .optional(2)), TableColumn("TARGET"),
            TableColumn("MS", .optional(4), isNumeric: true),
        ]
    }

    static var emptyNotice: String { "There are no such decisions." }

    var cells: [String] {
        [
            LocalTime.short(self.at), self.id, self.tenant, self.outcome, self.pool ?? "–",
            self.caller, self.target ?? "–", CallDuration.text(milliseconds: self.durationMilliseconds),
        ]
    }
}
