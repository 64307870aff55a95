/// The pauses between attempts to connect: each up to twice as long as the one before, and random, so that many nodes
/// do not come back at once.
struct Backoff {
    /// The first pause is at most this: a server that restarts is back soon.
    static let initial: Duration = .milliseconds(100)
    /// No pause is longer than this, so that a server that comes back is noticed.
    static let ceiling: Duration = .seconds(5)

    private var limit = Self.initial

    /// The next pause.
    mutating func next() -> Duration {
        defer { self.limit = min(self.limit * 2, Self.ceiling) }
        // Not quite down to zero: a busy loop helps nobody.
        return self.limit * Double.random(in: 0.2...1)
    }

    /// Begins again after a success.
    mutating func reset() {
        self.limit = Self.initial
    }
}
