import Hookswitch

extension StatisticsPoint: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("TIME"), TableColumn("GROUP", .cut(12)), TableColumn("CALLS", isNumeric: true),
            TableColumn("P50 MS", isNumeric: true), TableColumn("P95 MS", isNumeric: true),
            TableColumn("P99 MS", isNumeric: true),
        ]
    }

    static var emptyNotice: String { "There were no calls in this time." }

    var cells: [String] {
        [
            LocalTime.short(self.at), self.group ?? "–", String(self.count),
            CallDuration.text(milliseconds: self.p50Milliseconds),
            CallDuration.text(milliseconds: self.p95Milliseconds),
            CallDuration.text(milliseconds: self.p99Milliseconds),
        ]
    }
}
