/// Why something that may be large was not read.
public enum ReadingError: Error, Hashable, Sendable {
    /// It reads more than fits in the time that one request has.
    case tooBroad
    /// Calls could not be counted in time, of however few tenants: the database is busy, or has to read them from its disk.
    case tooSlow
}
