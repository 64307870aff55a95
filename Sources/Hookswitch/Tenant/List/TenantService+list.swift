import Foundation
import Postgres

extension TenantService {
    /// Lists the tenants that the operator may see, by slug. What would take too long to be found out of one is left out.
    ///
    /// A page that is narrowed by health may be short, or empty, and have a `next` all the same: judging stops after a while, and
    /// goes on there.
    ///
    /// - Parameters:
    ///   - limit: How many, 1 to ``maximumPageSize``; others become the nearest. Where calls are read, a page has 10 at most.
    ///   - after: The `next` of the page before.
    /// - Throws: ``ReadingError/tooSlow`` if tenants cannot be judged in time; a `PostgresError`.
    public func list(
        _ criteria: TenantCriteria = TenantCriteria(),
        for actor: Operator,
        limit: Int,
        after: String?,
        now: Moment = .now()
    ) async throws -> TenantPage {
        let maximum = criteria.expansions.isEmpty ? Self.maximumPageSize : CallActivity.maximumTenantCount
        let limit = min(max(limit, 1), maximum)
        let found = try await self.rows(criteria, for: actor, limit: limit, after: after, now: now)
        let ids = try found.rows.map { TenantID(try $0.decode("tenant_id", as: UUID.self)) }
        var views = try found.rows.map { try TenantView($0, publicURL: self.publicURL) }
        try await self.expand(&views, of: ids, with: criteria.expansions, now: now)
        return TenantPage(data: views, next: found.next)
    }

    /// Shows one tenant, and what is said of it besides.
    ///
    /// - Returns: `nil` if there is none of that name that the operator may see.
    public func show(
        _ slug: String,
        with expansions: Set<TenantExpansion>,
        for actor: Operator,
        now: Moment = .now()
    ) async throws -> TenantView? {
        guard let view = try await self.show(slug, for: actor) else { return nil }
        guard !expansions.isEmpty, let scope = try await self.scope(of: slug, for: actor) else { return view }
        var views = [view]
        try await self.expand(&views, of: [scope.tenantID], with: expansions, now: now)
        return views.first
    }

    private func expand(
        _ views: inout [TenantView],
        of ids: [TenantID],
        with expansions: Set<TenantExpansion>,
        now: Moment
    ) async throws {
        if expansions.contains(.activity) {
            let activities = try await self.activities(of: ids, now: now)
            for (index, id) in ids.enumerated() { views[index].activity = activities[id] }
        }
        if expansions.contains(.onboarding) {
            let calls = try await self.newestCalls(of: ids, now: now)
            for (index, id) in ids.enumerated() {
                views[index].onboarding = calls[id].map {
                    ChecklistSummary(Checklist(views[index], calls: $0, now: now))
                }
            }
        }
    }

    /// The calls of tenants that the operator was found to see; without those whose calls could not be counted in time.
    func activities(of tenants: [TenantID], now: Moment) async throws -> [TenantID: CallActivity] {
        try await self.reading(tenants) { portion in
            (CallActivity.query(of: portion, now: now), { try CallActivity($0) })
        }
    }

    private func newestCalls(of tenants: [TenantID], now: Moment) async throws -> [TenantID: Checklist.Calls] {
        try await self.reading(tenants) { portion in
            (Checklist.Calls.query(of: portion, now: now), { try Checklist.Calls($0) })
        }
    }

    private func rows(
        _ criteria: TenantCriteria,
        for actor: Operator,
        limit: Int,
        after: String?,
        now: Moment
    ) async throws -> (rows: [Row], next: String?) {
        guard let health = criteria.health else {
            let query = criteria.query(within: actor.reach, after: after, limit: limit + 1)
            let rows = Array(try await self.database.inFleet { try await $0.query(query) })
            let page = Array(rows.prefix(limit))
            return (page, rows.count > limit ? try page.last?.decode("slug", as: String.self) : nil)
        }
        let judged = try await self.judged(criteria, health, for: actor, limit: limit, after: after, now: now)
        guard !judged.ids.isEmpty else { return ([], judged.next) }
        let query: Query = "\(TenantView.query) WHERE t.tenant_id = ANY(\(judged.ids.map(\.uuid))) ORDER BY t.slug"
        return (Array(try await self.database.inFleet { try await $0.query(query) }), judged.next)
    }
}
