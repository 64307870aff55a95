import Hookswitch

extension SegmentView: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("SEGMENT"), TableColumn("DAY"), TableColumn("PART", .optional(2)), TableColumn("DECISIONS"),
            TableColumn("SEALED"), TableColumn("DROPPED"), TableColumn("HASH", .optional(1)),
        ]
    }

    static var emptyNotice: String { "No decisions are sealed yet: a day is, an hour after it is over." }

    var cells: [String] {
        [
            String(self.segment), self.day, String(self.part), String(self.decisionCount),
            LocalTime.short(self.sealedAt), self.droppedAt.map { LocalTime.short($0) } ?? "–",
            String(self.hash.prefix(Self.shownHashLength)),
        ]
    }

    /// Enough of a hash to tell two apart by eye.
    private static let shownHashLength = 12
}
