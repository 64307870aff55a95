import Dynamics
import Foundation
import Postgres
import Routing

extension OverviewService {
    /// So many calls are counted, newest first: more than a customer has in a day, and read within a second or two.
    private static let maximumCount: Int64 = 100_000
    /// So many where that took too long: what has to be read from a disk fits into a second.
    private static let modestCount: Int64 = 2000
    /// How long counting may take.
    private static let patience = Duration.seconds(5)

    /// How a tenant is.
    ///
    /// - Throws: ``TenantError/unknownTenant``; ``ReadingError``; a `PostgresError`.
    public func health(of slug: String, for actor: Operator) async throws -> TenantHealth {
        guard let scope = try await self.tenants.scope(of: slug, for: actor),
            let tenant = try await self.tenants.show(slug, for: actor)
        else { throw TenantError.unknownTenant }
        let now = self.now()
        let (rows, maximumCount) = try await self.outcomes(scope, now: now)
        let health = try await self.verdict(scope, now: now)
        var (quarter, day): ([String: Int64], [String: Int64]) = ([:], [:])
        var lastAt: Moment?
        for row in rows {
            let outcome = try row.decode("outcome", as: String.self)
            day[outcome] = try row.decode("call_count", as: Int64.self)
            let latest = try row.decode("latest_count", as: Int64.self)
            if latest > 0 { quarter[outcome] = latest }
            lastAt = max(lastAt ?? Moment(microseconds: .min), try row.decode("last_at", as: Moment.self))
        }
        let calls = TenantHealth.Calls(day)
        return TenantHealth(
            slug: tenant.slug,
            health: health,
            status: tenant.status,
            lastCallAt: lastAt?.rfc3339,
            last15Minutes: TenantHealth.Calls(quarter),
            last24Hours: calls,
            isPartial: calls.count >= maximumCount,
            credential: tenant.entra?.credential.map { TenantHealth.Credential($0, now: now) },
            breaker: self.breaker(of: scope)
        )
    }

    /// The newest calls by outcome, and how many were counted at most: fewer where counting took too long.
    private func outcomes(_ scope: TenantScope, now: Moment) async throws -> (rows: [Row], maximumCount: Int64) {
        for count in [Self.maximumCount, Self.modestCount] {
            let query = Self.outcomes(of: scope.tenantID, newest: count, now: now)
            do {
                let rows = try await self.database.read(scope, within: Self.patience) { transaction in
                    Array(try await transaction.query(query))
                }
                return (rows, count)
            } catch ReadingError.tooBroad {
                continue
            }
        }
        throw ReadingError.tooSlow
    }

    private func verdict(_ scope: TenantScope, now: Moment) async throws -> TenantHealth.Verdict {
        let query: Query = """
            SELECT \(TenantHealth.verdict(now: now)) AS health FROM hookswitch.tenant AS t
            LEFT JOIN hookswitch.credential AS c ON c.tenant_id = t.tenant_id AND c.state = 'active'
            WHERE t.tenant_id = \(scope.tenantID.uuid)
            """
        let row = try await self.database.inTenant(scope) { try await $0.query(query) }.first
        guard let row else { throw TenantError.unknownTenant }
        return TenantHealth.Verdict(rawValue: try row.decode("health", as: String.self)) ?? .healthy
    }

    private static func outcomes(of tenantID: TenantID, newest count: Int64, now: Moment) -> Query {
        """
        SELECT r.outcome::text AS outcome, count(*) AS call_count, max(r.decided_at) AS last_at,
            count(*) FILTER (WHERE r.decided_at >= \(now.advanced(by: .seconds(-900)))) AS latest_count
        FROM (
            SELECT d.outcome, d.decided_at FROM hookswitch.decision AS d
            WHERE d.tenant_id = \(tenantID.uuid) AND d.decided_at >= \(now.advanced(by: .seconds(-86_400)))
            ORDER BY d.decided_at DESC, d.writer_id DESC, d.sequence DESC LIMIT \(count)
        ) AS r GROUP BY 1
        """
    }

    /// What this server lets through. Others learn by themselves.
    private func breaker(of scope: TenantScope) -> TenantHealth.Breaker {
        guard let served = self.snapshots.current.tenants[scope.tenantID] else { return .unknown }
        switch served.directory.access {
        case .closed: return .noCredential
        case .open(let directory):
            return switch directory.breakerCondition {
            case .closed: .closed
            case .open: .open
            case .halfOpen: .halfOpen
            case .throttled: .throttled
            }
        }
    }
}

extension TenantHealth.Calls {
    /// Sums outcomes up.
    fileprivate init(_ outcomes: [String: Int64]) {
        var classes = Dictionary(uniqueKeysWithValues: OutcomeClass.allCases.map { ($0.rawValue, Int64(0)) })
        for (name, count) in outcomes {
            guard let outcome = Outcome(rawValue: name) else { continue }
            classes[OutcomeClass(outcome).rawValue, default: 0] += count
        }
        self.init(count: outcomes.values.reduce(0, +), classes: classes, outcomes: outcomes)
    }
}

extension TenantHealth.Credential {
    fileprivate init(_ credential: TenantView.Credential, now: Moment) {
        let expiresAt = credential.expiresAt.flatMap { Moment(rfc3339: $0) }
        self.init(
            fingerprint: credential.fingerprint,
            expiresAt: credential.expiresAt,
            isExpired: expiresAt.map { $0 <= now } ?? false
        )
    }
}
