/// Decisions that were made and could not be written: the calls were answered, their records are lost.
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
        self.count += next.count
        self.firstAt = min(self.firstAt, next.firstAt)
        self.lastAt = max(self.lastAt, next.lastAt)
    }
}
