import Foundation
import Postgres
import Routing

/// Says how the installation is.
public struct StatusService: Sendable {
    /// How long each question to Postgres may take.
    private static let patience = Duration.seconds(10)

    private let database: Database
    private let version: String
    private let startedAt: Moment
    private let oldestUnshippedAt: @Sendable () -> Moment?
    private let now: @Sendable () -> Moment

    /// Makes the service.
    ///
    /// - Parameters:
    ///   - version: The version of this program.
    ///   - startedAt: Since when it runs.
    ///   - oldestUnshippedAt: When this server's oldest decision was made that is not in Postgres.
    ///   - now: The wall clock.
    public init(
        database: Database,
        version: String,
        startedAt: Moment = .now(),
        oldestUnshippedAt: @escaping @Sendable () -> Moment?,
        now: @escaping @Sendable () -> Moment = { .now() }
    ) {
        self.database = database
        self.version = version
        self.startedAt = startedAt
        self.oldestUnshippedAt = oldestUnshippedAt
        self.now = now
    }

    /// Says how it is. Tenants and calls are those that the operator may see.
    ///
    /// - Throws: ``ReadingError``; a `PostgresError`.
    public func status(for actor: Operator) async throws -> ServerStatus {
        let now = self.now()
        let tenants = try await self.database.read(nil, within: Self.patience) { transaction in
            try await Self.tenants(within: actor.reach, through: transaction)
        }
        let calls = try await self.database.read(nil, within: Self.patience) { transaction in
            try await Self.calls(within: actor.reach, now: now, through: transaction)
        }
        let attention = try await self.database.read(nil, within: Self.patience) { transaction in
            try await StatusAttention(within: actor.reach, now: now, through: transaction)
        }
        let unshipped = self.oldestUnshippedAt().map { max(0, (now.microseconds - $0.microseconds) / 1_000_000) } ?? 0
        return ServerStatus(
            version: self.version,
            upSince: self.startedAt.rfc3339,
            tenants: tenants,
            calls: calls,
            unshippedSeconds: unshipped,
            attention: attention.items(unshippedSeconds: unshipped)
        )
    }

    private static func tenants(
        within reach: TenantReach,
        through transaction: Transaction
    ) async throws -> ServerStatus.Tenants {
        let row = try await transaction.query(
            """
            SELECT count(*) FILTER (WHERE status = 'active') AS active,
                count(*) FILTER (WHERE status <> 'active') AS suspended
            FROM hookswitch.tenant WHERE \(reach.condition(on: "tenant_id"))
            """
        ).first
        return ServerStatus.Tenants(
            active: Int(try row?.decode("active", as: Int64.self) ?? 0),
            suspended: Int(try row?.decode("suspended", as: Int64.self) ?? 0)
        )
    }

    private static func calls(
        within reach: TenantReach,
        now: Moment,
        through transaction: Transaction
    ) async throws -> ServerStatus.Calls {
        let own = reach.condition(on: "tenant_id")
        let hour = now.advanced(by: .seconds(-3600))
        let day: Int64 = 86_400_000_000
        let midnight = Moment(microseconds: now.microseconds / day * day)
        let today = try await transaction.query(
            "SELECT count(*) AS call_count FROM hookswitch.decision WHERE decided_at >= \(midnight) AND \(own)"
        ).first
        let fiveMinutes = now.advanced(by: .seconds(-300))
        let latest = try await transaction.query(
            """
            SELECT count(*) AS call_count, count(*) FILTER (WHERE decided_at >= \(fiveMinutes)) AS latest_count,
                percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY duration_us) AS durations
            FROM hookswitch.decision WHERE decided_at >= \(hour) AND \(own)
            """
        ).first
        var classes = Dictionary(uniqueKeysWithValues: OutcomeClass.allCases.map { ($0.rawValue, Int64(0)) })
        for row in try await transaction.query(
            """
            SELECT outcome::text AS outcome, count(*) AS call_count FROM hookswitch.decision
            WHERE decided_at >= \(hour) AND \(own) GROUP BY 1
            """
        ) {
            guard let outcome = Outcome(rawValue: try row.decode("outcome", as: String.self)) else { continue }
            classes[OutcomeClass(outcome).rawValue, default: 0] += try row.decode("call_count", as: Int64.self)
        }
        let durations = try latest?.decode("durations", as: [Int32]?.self)?.map { Double($0) / 1000 }
        let latestCount = try latest?.decode("latest_count", as: Int64.self) ?? 0
        return ServerStatus.Calls(
            today: try today?.decode("call_count", as: Int64.self) ?? 0,
            perMinute: Double(latestCount) / 5,
            lastHour: try latest?.decode("call_count", as: Int64.self) ?? 0,
            classes: classes,
            p50Milliseconds: durations?.first,
            p95Milliseconds: durations?.dropFirst().first,
            p99Milliseconds: durations?.last
        )
    }
}
