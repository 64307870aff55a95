/// Why a batch was not shipped, where neither the disk nor Postgres is at fault.
enum ShipError: Error, Hashable {
    /// The cursor in Postgres says something else than expected: a commit had succeeded of which the answer was lost, or
    /// Postgres was set back. It is read again.
    case cursorMoved
}
