/// How long the shipper waits after failures in a row: twice as long each time, with full jitter, so that many servers do
/// not come back to a database at the same moment.
struct ShipBackoff: Sendable {
    /// A failover that the pool has already seen through takes no longer.
    private static let first: Duration = .milliseconds(100)
    /// The spool holds hours; ten seconds are soon enough to notice that Postgres is back.
    private static let longest: Duration = .seconds(10)

    /// How many failures there were in a row.
    private(set) var failureCount = 0

    /// Notes a failure.
    ///
    /// - Returns: How long to wait.
    mutating func next(using random: inout some RandomNumberGenerator) -> Duration {
        // 2^7 times the first is beyond the longest already.
        let ceiling = min(Self.longest, Self.first * (1 << min(self.failureCount, 7)))
        self.failureCount += 1
        return ceiling * Double.random(in: 0.5...1, using: &random)
    }

    /// Notes a success.
    mutating func reset() {
        self.failureCount = 0
    }
}
