import Postgres

/// Keeps shipping and erasing apart, so that no decision slips through between them.
///
/// Whoever ships holds it together with others who ship, from before it looks what is erased until its commit. Whoever
/// erases holds it alone: what is being shipped is there by then and is erased with the rest, and what comes later finds
/// the erasure.
enum ShippingLock {
    /// The advisory lock's number: "hookship" in ASCII, so that it meets no other program's.
    private static let number: Int64 = 0x686f_6f6b_7368_6970

    /// Takes it together with others, until the transaction ends.
    static var shared: Query { "SELECT pg_advisory_xact_lock_shared(\(Self.number))" }

    /// Takes it alone, until the transaction ends. Take it before any row, so that nobody waits for two things crosswise.
    static var exclusive: Query { "SELECT pg_advisory_xact_lock(\(Self.number))" }
}
