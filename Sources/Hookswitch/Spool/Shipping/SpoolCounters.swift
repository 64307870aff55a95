import Synchronization

/// What became of entries on their way to Postgres.
final class SpoolCounters: Sendable {
    /// Decisions of this start.
    let shipped = Atomic<Int>(0)
    /// Entries of earlier starts.
    let leftoverShipped = Atomic<Int>(0)
    let refused = Atomic<Int>(0)
    let unreadable = Atomic<Int>(0)
    let corrupt = Atomic<Int>(0)
    let torn = Atomic<Int>(0)
    let discarded = Atomic<Int>(0)
    /// Decisions of destroyed tenants, thrown away.
    let destroyed = Atomic<Int>(0)
    /// When the oldest unshipped decision of earlier starts was made, in microseconds since 1970; 0 is none.
    let oldestLeftover = Atomic<Int64>(0)
}
