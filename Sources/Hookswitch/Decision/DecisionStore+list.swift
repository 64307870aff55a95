import Foundation
import Postgres
import Routing

extension DecisionStore {
    /// The statement of a list. A page is read from the newest end of an index that has little but what is searched, so
    /// that it costs the page and not the time that is searched.
    static func list(_ search: DecisionSearch) -> Query {
        let order: Query = "ORDER BY decided_at DESC, writer_id DESC, sequence DESC LIMIT \(Int64(search.limit))"
        let condition = Self.condition(of: search)
        if search.scope == nil, case .only(let tenants) = search.reach, !search.isNarrow {
            // Each tenant's newest, and of those the newest: nothing of other tenants is read. At most 200 tenants have at
            // most 200 rows each, which is quick to sort.
            return """
                SELECT \(DecisionRow.columns) FROM unnest(\(tenants.keys.map(\.uuid))) AS reach (reach_tenant_id)
                CROSS JOIN LATERAL (
                    SELECT * FROM hookswitch.decision
                    WHERE tenant_id = reach_tenant_id AND \(condition) AND \(Self.anyOutcome(of: search)) \(order)
                ) AS decision \(order)
                """
        }
        let tenant = Self.tenant(of: search)
        let outcomes = Self.outcomes(of: search)
        guard outcomes.count > 1, search.scope == nil, search.reach == .all, !search.isNarrow else {
            let outcome = Self.anyOutcome(of: search)
            return """
                SELECT \(DecisionRow.columns) FROM hookswitch.decision
                WHERE \(tenant) AND \(condition) AND \(outcome) \(order)
                """
        }
        // Nothing else narrows it. So each outcome by itself, and of those the newest: a rare one has an index of its own.
        var branches: Query = ""
        for (index, outcome) in outcomes.enumerated() {
            let separator: Query = index == 0 ? "" : "UNION ALL"
            branches = """
                \(branches) \(separator) (
                    SELECT * FROM hookswitch.decision
                    WHERE \(condition) AND \(Self.condition(on: outcome)) \(order)
                )
                """
        }
        return "SELECT \(DecisionRow.columns) FROM (\(branches)) AS decision \(order)"
    }

    /// Which tenants' rows.
    private static func tenant(of search: DecisionSearch) -> Query {
        let reach = search.reach.condition(on: "tenant_id")
        guard let scope = search.scope else { return reach }
        return "tenant_id = \(scope.tenantID.uuid) AND \(reach)"
    }

    /// Each outcome once, for one that came twice would give its rows twice; none if it is all there are.
    private static func outcomes(of search: DecisionSearch) -> [Outcome] {
        let outcomes = Set(search.outcomes)
        return outcomes.count == Outcome.allCases.count ? [] : outcomes.sorted { $0.rawValue < $1.rawValue }
    }

    /// The outcome stands in the text, a word of our own list: a bound one would be cast while the statement runs, too late
    /// to see that an index is for this outcome alone.
    private static func condition(on outcome: Outcome) -> Query {
        "outcome = '\(unsafe: outcome.rawValue)'::hookswitch.outcome"
    }

    private static func anyOutcome(of search: DecisionSearch) -> Query {
        let outcomes = Self.outcomes(of: search)
        guard let first = outcomes.first else { return "true" }
        let others = outcomes.dropFirst().reduce(Self.condition(on: first)) { "\($0) OR \(Self.condition(on: $1))" }
        return "(\(others))"
    }

    /// All that is asked for but tenants and outcomes.
    private static func condition(of search: DecisionSearch) -> Query {
        var query: Query = "true"
        if let before = search.before {
            // Said twice: the first prunes partitions, which the comparison of rows does not.
            query = """
                \(query) AND decided_at <= \(before.decidedAt)
                AND (decided_at, writer_id, sequence) < (\(before.decidedAt), \(before.writer), \(before.sequence))
                """
        }
        if let since = search.since { query = "\(query) AND decided_at >= \(since)" }
        if let until = search.until { query = "\(query) AND decided_at < \(until)" }
        if let pool = search.pool { query = "\(query) AND pool = \(pool.e164)" }
        if let callID = search.callID { query = "\(query) AND call_id = \(callID)" }
        if let slow = search.slowerThanMicroseconds { query = "\(query) AND duration_us > \(slow)" }
        if let digest = search.callerDigest { query = "\(query) AND caller_digest = \(digest)" }
        return query
    }
}
