/// Why something that may be large was not read.
public enum ReadingError: Error, Hashable, Sendable {
    /// It reads more than fits in the time that one request has.
    case tooBroad
}
