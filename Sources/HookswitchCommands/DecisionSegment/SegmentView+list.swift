import Hookswitch

extension SegmentView: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("SEGMENT"), TableColumn("DAY"), TableColumn("PART", .optional(2)), TableColumn("DECISIONS"),
            TableColumn("SEALED"), TableColumn("DROPPED"), TableColumn("HASH", .optional(1)),
        ]
    }

    static var emptyNotice: String { "No decisions are sealed yet: a day is, an hour after it is over." }

    var cells: [TableCell] {
        [
            .number(self.segment), .text(self.day), .number(self.part), .number(self.decisionCount),
            .time(self.sealedAt), .time(self.droppedAt),
            TableCell(String(self.hash.prefix(Self.shownHashLength)), value: self.hash),
        ]
    }

    /// Enough of a hash to tell two apart by eye.
    private static let shownHashLength = 12
}
