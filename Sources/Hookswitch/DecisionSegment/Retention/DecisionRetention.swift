import Foundation
import Logging
import Postgres

/// Drops months of decisions whose time is over, all tenants', once every decision of them is sealed. Segments stay, so what
/// is left still verifies.
struct DecisionRetention: Sendable {
    /// How long decisions are kept where nothing is set: a year, and the month that is compared with it.
    static let defaultDays = 400
    /// How many months one round drops: a catalogue's work each, for which shipping waits some milliseconds.
    private static let monthsPerRound = 3

    private let database: Database
    private let key: AuditSigningKey
    /// A month is dropped so many days after its end; 0 keeps all.
    private let days: Int
    private let logger: Logger

    /// - Throws: What the library says if no key can be derived from the key ring.
    init(database: Database, keyRing: KeyRing, days: Int, logger: Logger) throws {
        guard let key = keyRing.keys.first else { throw SealError.unknownKey("") }
        self.database = database
        self.key = try AuditSigningKey(derivedFrom: key)
        self.days = days
        self.logger = logger
    }

    /// Drops what is due, the oldest first. What cannot be had soon, because somebody reads or ships, is left to the next
    /// round.
    ///
    /// - Returns: How many months were dropped.
    /// - Throws: The first failure, after the other months were tried.
    @discardableResult
    func runOnce() async throws -> Int {
        guard self.days > 0 else { return 0 }
        var count = 0
        var failure: (any Error)?
        for month in try await self.due() {
            do {
                guard try await self.drop(month) else { continue }
            } catch is ShippingLock.Held {
                return count
            } catch let error as PostgresError where error.sqlState == .lockNotAvailable {
                self.logger.debug(
                    "a month of decisions is in use and is dropped later",
                    metadata: ["month": "\(month)"]
                )
                return count
            } catch {
                guard !(error is CancellationError), !Task.isCancelled else { throw error }
                failure = failure ?? error
                continue
            }
            count += 1
            self.logger.notice(
                "decisions whose time is over are dropped",
                metadata: ["month": "\(month.month)", "retention_days": "\(self.days)"]
            )
        }
        if let failure { throw failure }
        return count
    }

    /// Months that are over for long enough, and of which every decision is sealed.
    private func due() async throws -> [UTCDay] {
        try await self.database.inFleet { transaction in
            try await transaction.query(
                """
                SELECT (kept.month - DATE '1970-01-01') AS month FROM (
                    SELECT to_date(right(c.relname::text, 7), 'YYYY_MM') AS month
                    FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
                    WHERE i.inhparent = 'hookswitch.decision'::regclass AND c.relname ~ '^decision_[0-9]{4}_[0-9]{2}$'
                ) AS kept
                WHERE kept.month + interval '1 month' <= (now() - \(Int32(self.days)) * interval '1 day') AT TIME ZONE 'UTC'
                    AND NOT EXISTS (
                        SELECT FROM generate_series(
                            kept.month::timestamp, kept.month + interval '1 month - 1 day', interval '1 day'
                        ) AS calendar (day)
                        LEFT JOIN hookswitch.decision_day AS d ON d.day = calendar.day::date
                        WHERE d.enrolled_at IS NULL
                    )
                    AND NOT EXISTS (
                        SELECT FROM hookswitch.decision_segment AS s
                        WHERE s.day >= kept.month AND s.day < kept.month + interval '1 month'
                            -- Sealed after now: the clock was set back since.
                            AND (s.state <> 'sealed' OR s.sealed_at > now())
                    )
                ORDER BY kept.month LIMIT \(Int64(Self.monthsPerRound))
                """
            ).map { UTCDay(number: try $0.decode("month")) }
        }
    }

    /// The month was dropped by another server meanwhile; what was recorded of it is undone.
    private struct Gone: Error {}

    /// - Returns: Whether it was there.
    private func drop(_ month: UTCDay) async throws -> Bool {
        do {
            try await self.database.inFleet { transaction in
                // Nothing of the month is on its way now. What comes later makes the month anew.
                try await ShippingLock.takeAlone(in: transaction)
                // The table is locked last, so that nothing is waited for while it is.
                try await self.record(month, in: transaction)
                let rows = try await transaction.query("SELECT clock_timestamp() AS now")
                let now = try rows.first?.decode("now", as: Moment.self) ?? .now()
                let dropped = try DroppedMonth(month, with: self.key, at: now)
                let answer = try await transaction.query(
                    """
                    SELECT hookswitch.drop_decision_month(DATE '1970-01-01' + \(month.number), \(now), \(dropped.keyID),
                        \(dropped.signature)) AS is_dropped
                    """
                )
                guard try answer.first?.decode("is_dropped", as: Bool.self) == true else { throw Gone() }
            }
            return true
        } catch is Gone {
            return false
        }
    }

    private func record(_ month: UTCDay, in transaction: Transaction) async throws {
        let entry = AuditEntry(
            action: "decision.drop",
            subject: "decisions of \(month.month)",
            before: nil,
            after: try AuditValue.members([
                "month": .text(month.month), "retention_days": .integer(Int64(self.days)),
            ]).json()
        )
        try await entry.record(
            in: .installation,
            by: .processOwner,
            from: AuditOrigin(reason: "decisions.retentionDays"),
            through: transaction
        )
    }
}
