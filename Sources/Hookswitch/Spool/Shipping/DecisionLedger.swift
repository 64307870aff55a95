import Foundation
import Postgres
import Routing

/// The spool's side of Postgres: entries go in together with the cursor that says so, in one transaction, or not at all.
struct DecisionLedger: Sendable {
    let database: Database

    /// The last sequence of a writer that is in Postgres; 0 if none is.
    func cursor(of writer: UUID) async throws -> Int64 {
        try await self.database.inFleet { transaction in
            let rows = try await transaction.query(
                "SELECT sequence FROM hookswitch.spool_cursor WHERE writer_id = \(writer)"
            )
            return try rows.first?.decode("sequence", as: Int64.self) ?? 0
        }
    }

    /// The moments of which Postgres keeps decisions, by its own clock: `hookswitch.ensure_decision_partition` has the same
    /// bounds, and makes no partition beyond them.
    func keptMoments() async throws -> ClosedRange<Moment> {
        try await self.database.inFleet { transaction in
            let rows = try await transaction.query(
                "SELECT now() - interval '800 days' AS first_at, now() + interval '62 days' AS last_at"
            )
            let firstAt = try rows.first?.decode("first_at", as: Moment.self) ?? Moment(microseconds: .min)
            let lastAt = try rows.first?.decode("last_at", as: Moment.self) ?? Moment(microseconds: .max)
            return firstAt...max(firstAt, lastAt)
        }
    }

    /// Inserts entries and raises the cursor from where they begin to where they end. Numbers that are missing among them
    /// become gaps. Decisions of tenants that were destroyed meanwhile are thrown away, and those of callers that were
    /// erased lose what leads to the caller.
    ///
    /// - Returns: How many were thrown away.
    /// - Throws: ``ShipError/cursorMoved`` if the cursor is not where they begin; a `PostgresError`.
    @discardableResult
    func insert(_ entries: [SpoolEntry], of writer: UUID, after cursor: Int64) async throws -> Int {
        do {
            return try await self.insert(entries, of: writer, after: cursor, existing: .refused)
        } catch let error as PostgresError where error.sqlState == .uniqueViolation {
            // The cursor was moved or set back. Passing over what is there costs Postgres half as much again for every
            // row, so it is asked for only now.
            return try await self.insert(entries, of: writer, after: cursor, existing: .passedOver)
        }
    }

    private func insert(
        _ entries: [SpoolEntry],
        of writer: UUID,
        after cursor: Int64,
        existing: ExistingRows
    ) async throws -> Int {
        guard let last = entries.last else { return 0 }
        let decisions = entries.compactMap { if case .decision(let decision) = $0 { decision } else { nil } }
        var gaps = entries.compactMap { if case .gap(let gap) = $0 { gap } else { nil } }
        // Where rows are passed over, the cursor had been set back by hand: what is missing behind it may be there too.
        if existing == .refused { gaps += SpooledGap.missing(among: entries, after: cursor) }
        var queries = [
            Self.durability, Self.raise(writer, from: cursor, to: last.sequence),
        ]
        let destroyedPlace = queries.count + 1
        if !decisions.isEmpty {
            queries += [ShippingLock.shared, Self.destroyedTenants(among: decisions)]
            queries.append(Self.ensurePartitions(of: decisions))
            queries.append(LateDecisions.openAdditions(for: decisions))
            queries.append(Self.insert(decisions, of: writer, existing: existing))
        }
        if !gaps.isEmpty { queries.append(Self.insert(gaps, of: writer)) }
        let results = try await self.run(queries)
        guard !decisions.isEmpty, results.indices.contains(destroyedPlace) else { return 0 }
        let destroyed = Set(try results[destroyedPlace].map { try $0.decode("tenant_id", as: UUID.self) })
        return destroyed.isEmpty ? 0 : decisions.count(where: { destroyed.contains($0.tenantID.uuid) })
    }

    /// Raises the cursor past entries that Postgres will not have, and says in the same transaction that they are missing.
    func skip(_ entries: [SpoolEntry], of writer: UUID, after cursor: Int64) async throws {
        guard let first = entries.first else { return }
        let gap = entries.dropFirst().reduce(into: first.gap) { $0.extend(by: $1.gap) }
        try await self.run([
            Self.durability, Self.raise(writer, from: cursor, to: gap.sequence),
            Self.insert([gap] + SpooledGap.missing(among: entries, after: cursor), of: writer),
        ])
    }

    /// Raises the cursor past records that are in the spool no more, and says in the same transaction that they are
    /// missing.
    func skip(_ missing: SpooledGap, of writer: UUID, after cursor: Int64) async throws {
        try await self.run([
            Self.durability, Self.raise(writer, from: cursor, to: missing.sequence),
            Self.insert([missing], of: writer),
        ])
    }

    /// Runs statements of which the second raises the cursor.
    @discardableResult
    private func run(_ queries: [Query]) async throws -> [[Row]] {
        try await self.database.inFleet { transaction in
            let results = try await transaction.batch(queries)
            guard results.count > 1, !results[1].isEmpty else { throw ShipError.cursorMoved }
            return results
        }
    }
}

extension DecisionLedger {
    /// What becomes of decisions that are in Postgres already, as the end of the statement says it.
    private enum ExistingRows: String {
        case refused = ""
        case passedOver = "ON CONFLICT DO NOTHING"
    }

    /// Files are deleted once the commit is confirmed, so a confirmed commit must be durable, whatever the cluster's
    /// setting.
    static let durability: Query = """
        SELECT set_config('idle_in_transaction_session_timeout', \(ShippingLock.longestSilence), true),
            CASE WHEN current_setting('synchronous_commit') = 'off'
                THEN set_config('synchronous_commit', 'on', true) END
        """

    private static func raise(_ writer: UUID, from cursor: Int64, to sequence: Int64) -> Query {
        """
        INSERT INTO hookswitch.spool_cursor (writer_id, sequence) VALUES (\(writer), \(sequence))
        ON CONFLICT (writer_id) DO UPDATE SET sequence = excluded.sequence, updated_at = now()
            WHERE spool_cursor.sequence = \(cursor)
        RETURNING sequence
        """
    }

    private static func ensurePartitions(of decisions: [SpooledDecision]) -> Query {
        // One moment of each day (UTC) is enough, for a day lies in one month.
        let day: Int64 = 86_400_000_000
        let moments = Dictionary(decisions.map { ($0.decidedAt.microseconds / day, $0.decidedAt) }) { first, _ in first
        }
        return "SELECT hookswitch.ensure_decision_partition(moment) FROM unnest(\(Array(moments.values))) AS moment"
    }

    /// The tenants among the decisions' that are destroyed: ``insert(_:of:existing:)`` passes over their decisions. While
    /// ``ShippingLock`` is held it stays so.
    private static func destroyedTenants(among decisions: [SpooledDecision]) -> Query {
        """
        SELECT DISTINCT o.tenant_id FROM hookswitch.offboarding AS o
        WHERE o.tenant_id = ANY(\(Array(Set(decisions.map(\.tenantID.uuid))))) AND o.state IN ('destroying', 'destroyed')
        """
    }

    /// Inserts by arrays: COPY is refused on tables with row-level security.
    private static func insert(
        _ decisions: [SpooledDecision],
        of writer: UUID,
        existing: ExistingRows
    ) -> Query {
        let ids = decisions.map { DecisionID(decidedAt: $0.decidedAt, writer: writer, sequence: $0.sequence).uuid }
        return """
            INSERT INTO hookswitch.decision (
                writer_id, tenant_id, decided_at, sequence, decision_id, outcome, pool, target, choice, tenant_version,
                caller_fact, caller_digest, caller_mask, caller_sealed, call_id, target_id, lookup, duration_us, erased_at,
                late_part
            )
            SELECT \(writer), entry.tenant_id, decided_at, sequence, decision_id, outcome::hookswitch.outcome, pool, target,
                choice, tenant_version, caller_fact,
                CASE WHEN erased.tenant_id IS NULL THEN entry.caller_digest END,
                CASE WHEN erased.tenant_id IS NULL THEN caller_mask END,
                CASE WHEN erased.tenant_id IS NULL THEN caller_sealed END,
                CASE WHEN erased.tenant_id IS NULL THEN call_id END, target_id,
                CASE WHEN erased.tenant_id IS NULL THEN lookup END, duration_us,
                CASE WHEN erased.tenant_id IS NOT NULL THEN now() END, late.part
            FROM unnest(
                \(decisions.map(\.tenantID.uuid)), \(decisions.map(\.decidedAt)), \(decisions.map(\.sequence)), \(ids),
                \(decisions.map(\.outcome.rawValue)), \(decisions.map(\.pool?.e164)), \(decisions.map(\.target?.e164)),
                \(decisions.map(\.choice?.storedValue)), \(decisions.map(\.tenantVersion)),
                \(decisions.map(\.callerFact.text)), \(decisions.map(\.callerIdentity?.digest)),
                \(decisions.map(\.callerIdentity?.mask)), \(decisions.map { $0.callerIdentity?.sealed }),
                \(decisions.map(\.callID)), \(decisions.map(\.targetID)),
                \(decisions.map { $0.lookup.map(JSONText.init) }), \(decisions.map(\.durationMicroseconds))
            ) AS entry (
                tenant_id, decided_at, sequence, decision_id, outcome, pool, target, choice, tenant_version, caller_fact,
                caller_digest, caller_mask, caller_sealed, call_id, target_id, lookup, duration_us
            )
            LEFT JOIN hookswitch.erased_caller AS erased ON erased.tenant_id = entry.tenant_id
                AND erased.caller_digest = entry.caller_digest AND entry.decided_at < erased.covers_until
            \(LateDecisions.join)
            WHERE NOT EXISTS (
                SELECT FROM hookswitch.offboarding AS o
                WHERE o.tenant_id = entry.tenant_id AND o.state IN ('destroying', 'destroyed')
            )
            \(unsafe: existing.rawValue)
            """
    }

    private static func insert(_ gaps: [SpooledGap], of writer: UUID) -> Query {
        let gaps = gaps.map(\.storable)
        return """
            INSERT INTO hookswitch.decision_gap (writer_id, sequence, count, first_at, last_at)
            SELECT \(writer), * FROM unnest(
                \(gaps.map(\.sequence)), \(gaps.map(\.count)), \(gaps.map(\.firstAt)), \(gaps.map(\.lastAt))
            )
            ON CONFLICT DO NOTHING
            """
    }
}
