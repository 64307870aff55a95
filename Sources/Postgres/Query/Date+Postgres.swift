public import FoundationEssentials

extension Date: PostgresArrayElement {
    /// Postgres counts from 2000-01-01T00:00:00Z; this is that moment in seconds since 1970.
    static let postgresEpochSeconds = 946_684_800.0
    static let microsecondsPerSecond = 1_000_000.0

    /// `timestamp with time zone`
    public static var postgresType: PostgresType { .timestamptz }
    /// `timestamp with time zone[]`
    public static var postgresArrayType: PostgresType { .timestamptzArray }

    /// The moment in microseconds since 2000, rounded; `nil` outside what 64 bits hold, and for what is no number.
    var postgresMicroseconds: Int64? {
        let seconds = self.timeIntervalSince1970 - Self.postgresEpochSeconds
        return Int64(exactly: (seconds * Self.microsecondsPerSecond).rounded())
    }

    /// Appends microseconds since 2000.
    ///
    /// - Throws: ``PostgresError/Kind/invalidParameter`` for a moment that 64 bits cannot hold.
    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        guard let microseconds = self.postgresMicroseconds else {
            throw PostgresError(.invalidParameter, "a moment is outside what the database can hold")
        }
        bytes.append(bigEndian: microseconds)
    }

    /// Reads `timestamp with time zone`, and `timestamp` as though it were UTC. Infinity is refused.
    public init(from cell: Cell) throws(PostgresError) {
        guard cell.type == .timestamptz || cell.type == .timestamp, let microseconds = cell.integer(Int64.self),
            microseconds != .min, microseconds != .max
        else { throw cell.mismatch(as: Date.self) }
        // Whole seconds and the rest apart: a double has no room for both at full width.
        let (seconds, rest) = microseconds.quotientAndRemainder(dividingBy: Int64(Self.microsecondsPerSecond))
        self.init(
            timeIntervalSince1970: Double(seconds) + Self.postgresEpochSeconds
                + Double(rest) / Self.microsecondsPerSecond
        )
    }
}
