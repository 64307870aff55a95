import Foundation
import Postgres
import Routing

/// Reads decisions. Nothing writes them but the spool's shipper.
public struct DecisionStore: Sendable {
    /// How far back to look for everybody's decisions, step by step, in microseconds: an hour, a day, a month. The table
    /// has no index over all tenants, so each step reads the blocks of its time and no more.
    private static let fleetWindows: [Int64] = [3_600_000_000, 86_400_000_000, 31 * 86_400_000_000]

    private let database: Database

    /// Reads from a database.
    public init(database: Database) {
        self.database = database
    }

    /// Lists decisions, newest first: at most ``DecisionSearch/limit``. If it gives so many there may be more, before the
    /// last one's ``DecisionRow/cursor``.
    public func list(_ search: DecisionSearch) async throws -> [DecisionRow] {
        if let scope = search.scope {
            return try await self.database.inTenant(scope) { transaction in
                try await transaction.query(Self.list(search, since: search.since)).map(DecisionRow.init)
            }
        }
        let end = search.before?.decidedAt ?? .now()
        for window in Self.fleetWindows {
            let (start, isOverflow) = end.microseconds.subtractingReportingOverflow(window)
            let since = Moment(microseconds: start)
            // A window that reaches behind the search's own beginning is the last one, below.
            if isOverflow || search.since.map({ $0 >= since }) == true { break }
            let rows = try await self.listInFleet(search, since: since)
            if rows.count == search.limit { return rows }
        }
        return try await self.listInFleet(search, since: search.since)
    }

    /// Finds a decision of any tenant.
    public func find(_ id: DecisionID) async throws -> DecisionRow? {
        try await self.database.inFleet { transaction in
            try await transaction.query(Self.find(id)).first.map(DecisionRow.init)
        }
    }

    /// Finds a decision of one tenant; another's is not found.
    public func find(_ id: DecisionID, in scope: TenantScope) async throws -> DecisionRow? {
        try await self.database.inTenant(scope) { transaction in
            try await transaction.query(Self.find(id, in: scope)).first.map(DecisionRow.init)
        }
    }

    private func listInFleet(_ search: DecisionSearch, since: Moment?) async throws -> [DecisionRow] {
        try await self.database.inFleet { transaction in
            try await transaction.query(Self.list(search, since: since)).map(DecisionRow.init)
        }
    }
}

extension DecisionStore {
    /// The statement of a list.
    static func list(_ search: DecisionSearch, since: Moment?) -> Query {
        var query: Query = "SELECT \(DecisionRow.columns) FROM hookswitch.decision WHERE true"
        if let scope = search.scope { query = "\(query) AND tenant_id = \(scope.tenantID.uuid)" }
        if search.reach != .all { query = "\(query) AND \(search.reach.condition(on: "tenant_id"))" }
        if let before = search.before {
            // Said twice: the first prunes partitions, which the comparison of rows does not.
            query = """
                \(query) AND decided_at <= \(before.decidedAt)
                AND (decided_at, writer_id, sequence) < (\(before.decidedAt), \(before.writer), \(before.sequence))
                """
        }
        if let since { query = "\(query) AND decided_at >= \(since)" }
        if let outcome = search.outcome { query = "\(query) AND outcome = \(outcome.rawValue)::hookswitch.outcome" }
        if let digest = search.callerDigest { query = "\(query) AND caller_digest = \(digest)" }
        query = "\(query) ORDER BY decided_at DESC, writer_id DESC, sequence DESC LIMIT \(Int64(search.limit))"
        return query
    }

    /// The statement that finds a decision by its id. The id contains its microsecond, so one partition is read, and
    /// there, through the BRIN index, the blocks of that moment.
    static func find(_ id: DecisionID) -> Query {
        """
        SELECT \(DecisionRow.columns) FROM hookswitch.decision
        WHERE decided_at = \(id.decidedAt) AND decision_id = \(id.uuid)
        """
    }

    /// The statement that finds a decision of one tenant, through the primary key.
    static func find(_ id: DecisionID, in scope: TenantScope) -> Query {
        """
        SELECT \(DecisionRow.columns) FROM hookswitch.decision
        WHERE tenant_id = \(scope.tenantID.uuid) AND decided_at = \(id.decidedAt) AND decision_id = \(id.uuid)
        """
    }
}
