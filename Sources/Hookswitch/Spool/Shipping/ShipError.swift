/// Why a batch was not shipped, where neither the disk nor Postgres is at fault.
enum ShipError: Error, Hashable {
    /// The cursor in Postgres says something else than expected: a commit had succeeded of which the answer was lost, or
    /// Postgres was set back. It is read again.
    case cursorMoved
    /// This server's clock is so far from the database's that the database would refuse whatever is decided now. Nothing
    /// behind it could be shipped either, so it waits in the spool until somebody has mended the clock.
    case clocksApart
}
