public import Postgres

extension Moment: PostgresArrayElement {
    /// Postgres counts from 2000-01-01T00:00:00Z; this is that moment in microseconds since 1970.
    private static let postgresEpoch: Int64 = 946_684_800_000_000

    /// The first moment that Postgres has, 4714-11-24 BC: before it there is only "-infinity". Its last one is later than any of
    /// ours.
    private static let first = Moment(microseconds: -210_866_803_200_000_000)

    /// Names a moment by a number that may be anything; `nil` if Postgres has none such.
    init?(storable microseconds: Int64) {
        self.init(microseconds: microseconds)
        guard self >= Self.first else { return nil }
    }

    /// `timestamp with time zone`
    public static var postgresType: PostgresType { .timestamptz }
    /// `timestamp with time zone[]`
    public static var postgresArrayType: PostgresType { .timestamptzArray }

    /// Appends microseconds since 2000, to the microsecond: a `Date` would round, and this is part of a key.
    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        let (value, isOverflow) = self.microseconds.subtractingReportingOverflow(Self.postgresEpoch)
        // The least of all is Postgres's "-infinity"; the one above it is a moment that the server refuses.
        withUnsafeBytes(of: (isOverflow ? .min + 1 : value).bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Reads `timestamp with time zone`. Infinity is refused.
    public init(from cell: Cell) throws(PostgresError) {
        let bytes = cell.bytes
        let value = bytes.reduce(Int64(0)) { $0 << 8 | Int64($1) }
        let (microseconds, isOverflow) = value.addingReportingOverflow(Self.postgresEpoch)
        guard cell.type == .timestamptz, bytes.count == MemoryLayout<Int64>.size, value != .min, value != .max,
            !isOverflow
        else { throw cell.mismatch(as: Moment.self) }
        self.init(microseconds: microseconds)
    }
}
