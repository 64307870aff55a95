import Postgres

/// Counts decisions.
public struct StatisticsService: Sendable {
    /// How long the counting may take. 50 million decisions a month make a day of all tenants some seconds.
    private static let patience = Duration.seconds(15)
    /// The most points of one answer, about 1 MB: every bucket with a dozen groups, or an hour's with 800 pools.
    static let maximumPointCount = 10_000

    /// Why there are no such statistics.
    public enum Failure: Error, Hashable, Sendable {
        /// There is no tenant of that name that the operator may see.
        case unknownTenant
        /// There would be more points than ``StatisticsService`` tells at once.
        case tooManyPoints
    }

    private let database: Database
    private let tenants: TenantService

    /// Counts in a database.
    public init(database: Database, tenants: TenantService) {
        self.database = database
        self.tenants = tenants
    }

    /// Counts the decisions of each bucket of a window.
    ///
    /// - Parameters:
    ///   - slug: The tenant; `nil` counts those of all that the operator may see.
    ///   - grouping: What tells the numbers of a bucket apart; `nil` is nothing.
    /// - Throws: ``Failure``; ``ReadingError``; a `PostgresError`.
    public func count(
        in window: StatisticsWindow,
        tenant slug: String?,
        by grouping: StatisticsGrouping?,
        for actor: Operator
    ) async throws -> DecisionStatistics {
        var scope: TenantScope?
        if let slug {
            scope = try await self.tenants.scope(of: slug, for: actor)
            guard scope != nil else { throw Failure.unknownTenant }
        }
        let query = Self.query(window, scope: scope, reach: actor.reach, by: grouping)
        let points = try await self.database.read(scope, within: Self.patience) { transaction in
            try await transaction.query(query).map { try StatisticsPoint($0) }
        }
        guard points.count <= Self.maximumPointCount else { throw Failure.tooManyPoints }
        return DecisionStatistics(
            interval: window.interval,
            since: window.since.rfc3339,
            until: window.until.rfc3339,
            groupBy: grouping,
            data: points
        )
    }
}

extension StatisticsService {
    /// The statement that counts. Of some tenants it goes through the primary key, of all through the order of all decisions.
    static func query(
        _ window: StatisticsWindow,
        scope: TenantScope?,
        reach: TenantReach = .all,
        by grouping: StatisticsGrouping?
    ) -> Query {
        let group: Query =
            switch grouping {
            case nil: "NULL::text"
            case .outcome: "d.outcome::text"
            case .pool: "d.pool"
            case .tenant: "t.slug"
            }
        let join: Query = grouping == .tenant ? "JOIN hookswitch.tenant AS t ON t.tenant_id = d.tenant_id" : ""
        let tenant: Query = scope.map { "AND d.tenant_id = \($0.tenantID.uuid)" } ?? ""
        return """
            SELECT date_bin(make_interval(secs => \(Double(window.interval.seconds))), d.decided_at, to_timestamp(0)) AS bucket_at,
                \(group) AS group_name, count(*) AS call_count,
                percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY d.duration_us) AS durations
            FROM hookswitch.decision AS d \(join)
            WHERE d.decided_at >= \(window.since) AND d.decided_at < \(window.until) \(tenant)
                AND \(reach.condition(on: "d.tenant_id"))
            GROUP BY 1, 2 ORDER BY 1, 2 LIMIT \(Int64(Self.maximumPointCount + 1))
            """
    }
}

extension StatisticsPoint {
    /// Reads a row of the statement that counts.
    init(_ row: Row) throws {
        let durations = try row.decode("durations", as: [Int32].self).map { Double($0) / 1000 }
        self.init(
            at: try row.decode("bucket_at", as: Moment.self).rfc3339,
            group: try row.decode("group_name", as: String?.self),
            count: try row.decode("call_count", as: Int64.self),
            p50Milliseconds: durations.first ?? 0,
            p95Milliseconds: durations.dropFirst().first ?? 0,
            p99Milliseconds: durations.last ?? 0
        )
    }
}
