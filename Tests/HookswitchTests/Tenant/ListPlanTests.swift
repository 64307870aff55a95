import Foundation
import HookswitchTesting
import Postgres
import Testing

@testable import Hookswitch

/// A page reads little more than itself with 10,000 tenants: as the roles that ask, with row-level security.
@Suite struct ListPlanTests {
    /// The largest page, and the row that says that there is another.
    private static let pageSize = 201
    /// A row of a list of tenants is a tenant, its credential, four webhook keys and an offboarding.
    private static let bound = pageSize * 8
    private static let busy = TenantID(UUID(high: 0x0000_0000_0000_7000, low: 0x8000_0000_0000_1388))
    private static let scope = TenantScope(authenticated: Self.busy)
    private static let actor = Operator(tokenID: UUID(), name: "admin", role: .admin, reach: .all)

    /// The statements of the lists, and in whose role they are asked: `nil` is all tenants'.
    private static func statements(now: Moment) -> [(String, TenantScope?, Query)] {
        let tenants = { (criteria: TenantCriteria, after: String?) in
            criteria.query(within: .all, after: after, limit: Self.pageSize)
        }
        let audit = { (search: AuditSearch, scope: TenantScope?) in
            search.query(in: scope.map { .tenant($0.tenantID) }, within: .all, before: nil)
        }
        let limit = Self.pageSize
        let week = now.advanced(by: .seconds(7 * 86_400))
        let credential = CredentialCursor(expiresAt: week, tenantID: Self.busy)
        let unknown = CredentialCursor(expiresAt: nil, tenantID: Self.busy)
        let expiring = { (before: Moment?, after: CredentialCursor?) in
            CredentialService.query(expiresBefore: before, within: .all, after: after, limit: limit)
        }
        return [
            ("tenants, first", nil, tenants(TenantCriteria(), nil)),
            ("tenants, middle", nil, tenants(TenantCriteria(), SampleFleet.slug(5000))),
            ("tenants, last", nil, tenants(TenantCriteria(), SampleFleet.slug(9900))),
            ("suspended", nil, tenants(TenantCriteria(status: .suspended), nil)),
            ("audit", nil, audit(AuditSearch(limit: 200), nil)),
            ("audit, action", nil, audit(AuditSearch(limit: 200, action: "tenant.suspend"), nil)),
            ("audit, nobody", nil, audit(AuditSearch(limit: 200, actor: "nobody"), nil)),
            ("audit, everybody", nil, audit(AuditSearch(limit: 200, actor: "fill"), nil)),
            ("audit, one thing", nil, audit(AuditSearch(limit: 200, subject: "x"), nil)),
            ("audit, no thing", nil, audit(AuditSearch(limit: 200, subject: "token nobody"), nil)),
            ("audit, a tenant's one", Self.scope, audit(AuditSearch(limit: 200, subject: "nobody"), Self.scope)),
            ("audit of a tenant", Self.scope, audit(AuditSearch(limit: 200), Self.scope)),
            ("credentials", nil, expiring(nil, nil)), ("credentials, next", nil, expiring(nil, credential)),
            ("credentials, unknown", nil, expiring(nil, unknown)), ("credentials, soon", nil, expiring(week, nil)),
            ("a tenant's", Self.scope, CredentialService.query(of: Self.busy, after: nil, limit: limit)),
            ("imports", nil, ImportService.query(after: nil, limit: limit, for: Self.actor)),
        ]
    }

    @Test func everyPageReadsLittleMoreThanItself() async throws {
        try await TestDatabase.withDatabase(filledBy: SampleFleet.script) { pool in
            let database = Database(pool: pool)

            for (name, scope, query) in Self.statements(now: .now()) {
                let reading = try await database.read(scope, within: .seconds(30)) { transaction in
                    try await PlanReading(of: query, through: transaction)
                }

                #expect(reading.wholeTables.isEmpty, "\(name): \(reading.counts)")
                #expect(reading.totalCount <= Self.bound, "\(name): \(reading.counts)")
            }
        }
    }

    @Test func aTextIsSoughtInSlugsAndNamesAlone() async throws {
        try await TestDatabase.withDatabase(filledBy: SampleFleet.script) { pool in
            let query = TenantCriteria(text: "nowhere").query(within: .all, after: nil, limit: Self.pageSize)

            let reading = try await Database(pool: pool).read(nil, within: .seconds(30)) { transaction in
                try await PlanReading(of: query, through: transaction)
            }

            // Each tenant once, and nothing of what belongs to it.
            #expect(reading.totalCount <= SampleFleet.tenantCount, "\(reading.counts)")
        }
    }

    @Test func ofABusyTenantNoMoreCallsAreCountedThanTheLimit() async throws {
        try await TestDatabase.withDatabase(filledBy: SampleFleet.script) { pool in
            let query = CallActivity.query(of: [Self.busy], now: .now())

            let reading = try await Database(pool: pool).read(nil, within: .seconds(30)) { transaction in
                _ = try await transaction.query(CallActivity.preparation)
                return try await PlanReading(of: query, through: transaction)
            }

            #expect(!reading.hasSequentialScan, "\(reading.counts)")
            #expect(reading.decisionCount <= Int(CallActivity.maximumCount) + 10, "\(reading.counts)")
        }
    }
}
