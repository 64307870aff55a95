/// Decisions that were made and are not in Postgres: the calls were answered, their records could not be written, were
/// damaged on the disk, or were refused by Postgres.
struct SpooledGap: Hashable, Sendable {
    /// The number of the last lost record, in whose place the gap stands.
    var sequence: Int64
    /// How many records are lost.
    var count: Int64
    /// When the first of the lost decisions was made.
    var firstAt: Moment
    /// When the last of them was made.
    var lastAt: Moment

    /// Takes in a gap that follows this one.
    mutating func extend(by next: SpooledGap) {
        self.sequence = next.sequence
        // A count that was read from a file may be anything.
        let (sum, isOverflow) = self.count.addingReportingOverflow(next.count)
        self.count = isOverflow ? .max : sum
        self.firstAt = min(self.firstAt, next.firstAt)
        self.lastAt = max(self.lastAt, next.lastAt)
    }
}
