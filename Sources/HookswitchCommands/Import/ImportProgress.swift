/// How far an import is: a bar that is drawn over itself on a terminal, and a line from time to time elsewhere.
struct ImportProgress: Sendable {
    /// How many rows there are to do.
    let total: Int
    /// What is being done.
    let verb: String
    /// How many are done.
    private(set) var doneCount = 0
    /// How many of these failed.
    private(set) var failedCount = 0

    /// The columns of the bar.
    private static let barWidth = 27
    /// How many lines tell of the whole way where there is no terminal.
    private static let stepCount = 10

    init(total: Int, verb: String) {
        self.total = total
        self.verb = verb
    }

    /// Counts a row that is done.
    mutating func add(isFailed: Bool) {
        self.doneCount += 1
        if isFailed { self.failedCount += 1 }
    }

    /// The bar: `[████░░░░] 162/200  applied 159  failed 3  ETA 0:41`.
    func bar(after elapsed: Duration) -> String {
        let share = self.total == 0 ? Self.barWidth : Self.barWidth * min(self.doneCount, self.total) / self.total
        let bar = String(repeating: "█", count: share) + String(repeating: "░", count: Self.barWidth - share)
        let failed = self.failedCount == 0 ? "" : "  failed \(self.failedCount)"
        let counts = "\(self.verb) \(self.doneCount - self.failedCount)" + failed
        return "[\(bar)] \(self.doneCount)/\(self.total)  \(counts)  \(self.remaining(after: elapsed))"
    }

    /// A line for where there is no terminal; `nil` if none is due.
    var stepLine: String? {
        let step = max(1, self.total / Self.stepCount)
        guard self.doneCount % step == 0 || self.doneCount == self.total else { return nil }
        let failed = self.failedCount == 0 ? "" : ", \(self.failedCount) failed"
        return "\(self.doneCount) of \(self.total) \(self.verb)\(failed)"
    }

    private func remaining(after elapsed: Duration) -> String {
        guard self.doneCount > 0, self.doneCount < self.total else { return "" }
        let seconds = elapsed / .seconds(1) / Double(self.doneCount) * Double(self.total - self.doneCount)
        // What lasts longer than this is not known to the second.
        let whole = Int(min(max(seconds, 0), 359_999).rounded(.up))
        return "ETA \(whole / 60):" + (whole % 60 < 10 ? "0" : "") + "\(whole % 60)"
    }
}
