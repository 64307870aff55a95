import Postgres

/// Keeps shipping and erasing apart, so that no decision slips through between them.
///
/// Whoever ships holds it together with others who ship, from before it looks what is erased until its commit. Whoever
/// erases holds it alone: what is being shipped is there by then and is erased with the rest, and what comes later finds
/// the erasure.
enum ShippingLock {
    /// The advisory lock's number: "hookship" in ASCII, so that it meets no other program's.
    private static let number: Int64 = 0x686f_6f6b_7368_6970

    /// How long Postgres lets whoever holds it be silent between statements, in milliseconds, before it ends the session and with
    /// it what is held: a server that is frozen, or cut off, must not hold it until a keepalive notices.
    static let longestSilence = "10000"

    /// Keeps who holds it from being silent for long, until the transaction ends.
    static var silenceLimit: Query {
        "SELECT set_config('idle_in_transaction_session_timeout', \(Self.longestSilence), true)"
    }

    /// Takes it together with others, until the transaction ends. Send ``silenceLimit`` first.
    static var shared: Query { "SELECT pg_advisory_xact_lock_shared(\(Self.number))" }

    /// How long whoever wants it alone waits, in milliseconds. While one waits, all who want to ship wait behind it, and a
    /// server that is frozen in the middle of shipping holds it for as long as Postgres lets it.
    private static let patience = "250"

    /// Somebody ships, and goes on doing so.
    struct Held: Error, Hashable, CustomStringConvertible {
        var description: String { "a server is in the middle of shipping decisions and does not get on" }
    }

    /// Takes it alone, until the transaction ends. Take it before any row, so that nobody waits for two things crosswise.
    /// No row is waited for longer either, once it is held.
    ///
    /// - Throws: ``Held`` if it is not to be had soon: try again after a while; a `PostgresError`.
    static func takeAlone(in transaction: Transaction) async throws {
        _ = try await transaction.query(Self.silenceLimit)
        _ = try await transaction.query("SELECT set_config('lock_timeout', \(Self.patience), true)")
        do throws(PostgresError) {
            _ = try await transaction.query("SELECT pg_advisory_xact_lock(\(Self.number))")
        } catch {
            guard error.sqlState == .lockNotAvailable else { throw error }
            throw Held()
        }
    }
}
