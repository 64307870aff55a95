/// What came of a flush of a ``SpoolLane``.
enum SpoolFlush: Hashable, Sendable {
    /// There was nothing to write.
    case nothing
    /// All was written, and there is something new to ship.
    case written
    /// It could not be written: it is lost and counted.
    case failed
}
