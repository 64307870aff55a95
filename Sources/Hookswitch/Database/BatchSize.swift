/// How many rows one statement takes on, of work that is done in batches: fewer where they take too long.
struct BatchSize: Hashable, Sendable {
    /// As many as Postgres changes in some tenths of a second, for which nobody else waits.
    static let most: Int64 = 5000
    /// Fewer would be no help: what is so slow is not slow for their number.
    static let fewest: Int64 = 10

    /// How many the next statement takes on.
    private(set) var rowCount = Self.most

    /// Notes that so many took too long.
    ///
    /// - Returns: Whether fewer can be tried.
    mutating func shrink() -> Bool {
        guard self.rowCount > Self.fewest else { return false }
        self.rowCount = max(Self.fewest, self.rowCount / 4)
        return true
    }
}
