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

    var cells: [TableCell] {
        [
            .time(self.at), .text(self.group), .number(self.count), .duration(milliseconds: self.p50Milliseconds),
            .duration(milliseconds: self.p95Milliseconds), .duration(milliseconds: self.p99Milliseconds),
        ]
    }
}
