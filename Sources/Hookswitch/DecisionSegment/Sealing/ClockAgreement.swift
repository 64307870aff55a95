import Postgres

/// Whether the database's clock can be gone by where what is done by it cannot be undone: a clock that is years ahead for some
/// minutes would close days that have not been, and drop months whose time is not over.
struct ClockAgreement: Sendable {
    /// The clocks are too far from each other.
    struct Apart: Error, Hashable, CustomStringConvertible {
        /// The database's clock less ours, in seconds.
        let seconds: Int64

        var description: String {
            "the database's clock is \(self.seconds) s from ours; no day is closed and nothing dropped until they agree"
        }
    }

    /// So far they may be apart, in microseconds: a statement that waits is not a wrong clock, and a minute harms no day that is
    /// closed an hour after its end.
    private static let limit: Int64 = 60_000_000

    let database: Database
    let now: @Sendable () -> Moment

    init(database: Database, now: @escaping @Sendable () -> Moment = { .now() }) {
        self.database = database
        self.now = now
    }

    /// Compares them.
    ///
    /// - Throws: ``Apart``; a `PostgresError`.
    func check() async throws {
        let theirs = try await self.database.inFleet { transaction in
            try await transaction.query("SELECT clock_timestamp() AS now").first?.decode("now", as: Moment.self)
        }
        guard let theirs else { return }
        let (difference, isOverflow) = theirs.microseconds.subtractingReportingOverflow(self.now().microseconds)
        guard !isOverflow, difference.magnitude <= Self.limit.magnitude else {
            throw Apart(seconds: isOverflow ? .max : difference / 1_000_000)
        }
    }
}
