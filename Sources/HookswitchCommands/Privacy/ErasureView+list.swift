import Hookswitch

extension ErasureView: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("ERASURE"), TableColumn("TENANT", .cut(8)), TableColumn("CALLER"), TableColumn("STATE"),
            TableColumn("ASKED FOR", .optional(3)), TableColumn("DECISIONS", .optional(2), isNumeric: true),
            TableColumn("WHY", .optional(1)),
        ]
    }

    static var emptyNotice: String { "No caller was erased." }

    var cells: [TableCell] {
        [
            .text(self.id), .text(self.tenant), .text(self.caller), .text(self.state?.rawValue),
            .time(self.requestedAt), .number(self.decisionCount), .text(self.reason),
        ]
    }
}

extension ErasureView: DetailDisplayable {
    var lines: [DetailLine] {
        [
            DetailLine("erasure", self.id),
            DetailLine("tenant", self.tenant),
            DetailLine("caller", self.caller),
            DetailLine("state", self.state?.rawValue),
            DetailLine("decisions", String(self.decisionCount)),
            DetailLine("asked for", self.requestedAt),
            DetailLine("erased", self.erasedAt),
            DetailLine("by", self.requestedBy),
            DetailLine("why", self.reason),
        ]
    }
}
