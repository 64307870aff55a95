import Foundation
import Logging
import Postgres

/// Seals each tenant's decisions of a day once the day is over.
///
/// Each step is one transaction, so it may be killed anywhere and begun again anywhere, on several servers at once: a
/// segment is held by whoever hashes it, and others pass over it.
struct DecisionSealer: Sendable {
    let database: Database
    let key: AuditSigningKey
    /// The keys by which earlier segments may be signed, by their names.
    let publicKeys: [String: AuditPublicKey]
    /// What this server has sealed since it started.
    let memory = SealedHeadMemory()
    let limits: SealingLimits
    let logger: Logger
    /// Called within each step's transaction just before its commit, and just after it. A test throws from it, as though the
    /// process ended there.
    let observe: @Sendable (SealingStep, _ isCommitted: Bool) async throws -> Void

    /// - Throws: What the library says if no key can be derived from the key ring.
    init(
        database: Database,
        keyRing: KeyRing,
        limits: SealingLimits = SealingLimits(),
        logger: Logger,
        observe: @escaping @Sendable (SealingStep, _ isCommitted: Bool) async throws -> Void = { _, _ in }
    ) throws {
        guard let key = keyRing.keys.first else { throw SealError.unknownKey("") }
        self.database = database
        self.key = try AuditSigningKey(derivedFrom: key)
        let publicKeys = try keyRing.keys.map { try AuditSigningKey(derivedFrom: $0).publicKey }
        self.publicKeys = Dictionary(publicKeys.map { ($0.id, $0) }) { first, _ in first }
        self.limits = limits
        self.logger = logger
        self.observe = observe
    }

    /// Does what is due, but no more than ``SealingLimits`` allows one round.
    ///
    /// - Throws: The first failure; what was done is done, and the next round does the rest. A segment that cannot be sealed
    ///   keeps no other from it.
    func runOnce() async throws -> SealingProgress {
        var progress = SealingProgress()
        if try await self.isSomethingToClose() { try await self.close() }
        progress.isCaughtUp = try await self.enroll()
        try await self.seal(&progress)
        try await self.count(&progress)
        return progress
    }

    /// Counts what is left.
    private func count(_ progress: inout SealingProgress) async throws {
        let query: Query = """
            WITH unclosed AS (\(self.dueDays))
            SELECT (SELECT count(*) FROM unclosed) AS unclosed, (
                SELECT count(*) FROM (
                    SELECT day FROM unclosed
                    UNION SELECT day FROM hookswitch.decision_day WHERE enrolled_at IS NULL
                    UNION SELECT day FROM hookswitch.decision_segment WHERE state <> 'sealed'
                ) AS unsealed
            ) AS unsealed, (SELECT count(*) FROM hookswitch.decision_break) AS broken
            """
        let rows = try await self.database.inFleet { try await $0.query(query) }
        guard let row = rows.first else { return }
        progress.unclosedDayCount = Int(try row.decode("unclosed", as: Int64.self))
        progress.unsealedDayCount = Int(try row.decode("unsealed", as: Int64.self))
        progress.brokenChainCount = Int(try row.decode("broken", as: Int64.self))
    }
}

extension DecisionSealer {
    /// Days that are over and not closed: each since the oldest month of which Postgres keeps decisions.
    private var dueDays: Query {
        """
        SELECT calendar.day::date AS day FROM (
            SELECT min(to_date(right(c.relname::text, 7), 'YYYY_MM')) AS first_day
            FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
            WHERE i.inhparent = 'hookswitch.decision'::regclass AND c.relname ~ '^decision_[0-9]{4}_[0-9]{2}$'
        ) AS kept
        CROSS JOIN LATERAL generate_series(
            kept.first_day::timestamp,
            date_trunc(
                'day', (now() - \(self.limits.closingDelay.microsecondCount) * interval '1 microsecond') AT TIME ZONE 'UTC'
            ) - interval '1 day',
            interval '1 day'
        ) AS calendar (day)
        WHERE NOT EXISTS (SELECT FROM hookswitch.decision_day AS d WHERE d.day = calendar.day::date)
        """
    }

    /// Additions that have gathered long enough.
    private var dueAdditions: Query {
        """
        SELECT tenant_id, day FROM hookswitch.decision_segment WHERE state = 'open'
            AND opened_at <= now() - \(self.limits.additionDelay.microsecondCount) * interval '1 microsecond'
        """
    }

    private func isSomethingToClose() async throws -> Bool {
        let query: Query = """
            SELECT EXISTS (\(self.dueDays)) OR EXISTS (\(self.dueAdditions)) AS is_due
            """
        return try await self.database.inFleet { transaction in
            try await transaction.query(query).first?.decode("is_due", as: Bool.self) ?? false
        }
    }

    /// From here on nothing more comes to what is closed: what is on its way is there, for the lock of shipping is held
    /// alone, and what comes later finds it closed.
    private func close() async throws {
        let limit = Int64(self.limits.closedAdditionsPerRound)
        let days: Query = "INSERT INTO hookswitch.decision_day (day) \(self.dueDays) ON CONFLICT (day) DO NOTHING"
        let additions: Query = """
            UPDATE hookswitch.decision_segment AS s SET state = 'closed'
            WHERE s.state = 'open' AND (s.tenant_id, s.day) IN (\(self.dueAdditions) ORDER BY day, tenant_id LIMIT \(limit))
            """
        do {
            try await self.database.inFleet { transaction in
                try await ShippingLock.takeAlone(in: transaction)
                _ = try await transaction.batch([days, additions])
                try await self.observe(.close, false)
            }
            try await self.observe(.close, true)
        } catch is ShippingLock.Held {
            self.leaveUnclosed()
        } catch let error as PostgresError where error.sqlState == .lockNotAvailable {
            self.leaveUnclosed()
        }
    }

    /// The next round comes soon, and a day can wait; a gauge has it.
    private func leaveUnclosed() {
        self.logger.debug("a day is not closed yet: decisions are being shipped")
    }

    /// Gives tenants with decisions of a closed day their segment of it.
    ///
    /// - Returns: Whether all have it.
    private func enroll() async throws -> Bool {
        for _ in 0..<self.limits.pagesPerRound {
            let isDone = try await self.database.inFleet { transaction in
                let isDone = try await self.enrollPage(in: transaction)
                if !isDone { try await self.observe(.enroll, false) }
                return isDone
            }
            if isDone { return true }
            try await self.observe(.enroll, true)
        }
        return false
    }

    /// - Returns: Whether there was nothing to be done.
    private func enrollPage(in transaction: Transaction) async throws -> Bool {
        // A tenant that is being destroyed is gone by now, or is destroyed after this.
        _ = try await transaction.query(ShippingLock.silenceLimit)
        _ = try await transaction.query(ShippingLock.shared)
        let days = try await transaction.query(
            """
            SELECT (d.day - DATE '1970-01-01') AS day, d.enrolled_through FROM hookswitch.decision_day AS d
            WHERE d.enrolled_at IS NULL ORDER BY d.day LIMIT 1 FOR UPDATE SKIP LOCKED
            """
        )
        guard let row = days.first else { return true }
        let day = UTCDay(number: try row.decode("day"))
        let after = try row.decode("enrolled_through", as: UUID?.self) ?? UUID(high: 0, low: 0)
        let tenants = try await transaction.query(
            """
            SELECT tenant_id FROM hookswitch.tenant WHERE tenant_id > \(after)
            ORDER BY tenant_id LIMIT \(Int64(self.limits.tenantPageSize))
            """
        ).map { try $0.decode("tenant_id", as: UUID.self) }
        try await transaction.execute(Self.enroll(tenants, day))
        let isLast = tenants.count < self.limits.tenantPageSize
        try await transaction.execute(
            """
            UPDATE hookswitch.decision_day
            SET enrolled_through = \(tenants.last ?? after), enrolled_at = CASE WHEN \(isLast) THEN clock_timestamp() END
            WHERE day = DATE '1970-01-01' + \(day.number)
            """
        )
        return false
    }

    /// The statement that finds out which tenants have decisions of a day: one probe of the primary key for each,
    /// whose order is asked for so that no plan reads the whole day first.
    static func enroll(_ tenants: [UUID], _ day: UTCDay) -> Query {
        """
        INSERT INTO hookswitch.decision_segment (tenant_id, day, part, state)
        SELECT t.tenant_id, DATE '1970-01-01' + \(day.number), 0, 'closed'
        FROM unnest(\(tenants)) AS t (tenant_id)
        CROSS JOIN LATERAL (
            SELECT FROM hookswitch.decision AS d
            WHERE d.tenant_id = t.tenant_id AND d.decided_at >= \(day.start) AND d.decided_at < \(day.end)
                AND d.late_part IS NULL
            ORDER BY d.decided_at LIMIT 1
        ) AS some_decision
        ON CONFLICT DO NOTHING
        """
    }
}

extension Duration {
    /// In microseconds, for an interval.
    fileprivate var microsecondCount: Int64 {
        self.components.seconds * 1_000_000 + self.components.attoseconds / 1_000_000_000_000
    }
}
