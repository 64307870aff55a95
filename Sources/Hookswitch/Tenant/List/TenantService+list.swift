import Foundation
import Postgres

extension TenantService {
    /// How long counting the calls of a page may take.
    private static let patience = Duration.seconds(5)

    /// Lists the tenants that the operator may see, by slug.
    ///
    /// - Parameters:
    ///   - limit: How many, 1 to ``maximumPageSize``; others become the nearest.
    ///   - after: The `next` of the page before.
    /// - Throws: ``ReadingError`` if counting calls takes too long; a `PostgresError`.
    public func list(
        _ criteria: TenantCriteria = TenantCriteria(),
        for actor: Operator,
        limit: Int,
        after: String?,
        now: Moment = .now()
    ) async throws -> TenantPage {
        let limit = min(max(limit, 1), Self.maximumPageSize)
        let query = criteria.query(within: actor.reach, after: after, limit: limit + 1)
        let rows = try await self.database.inFleet { try await $0.query(query) }
        var views = try rows.prefix(limit).map { try TenantView($0, publicURL: self.publicURL) }
        if criteria.countsCalls {
            let ids = try rows.prefix(limit).map { TenantID(try $0.decode("tenant_id", as: UUID.self)) }
            let activities = try await self.activities(of: ids, now: now)
            for (index, id) in ids.enumerated() { views[index].activity = activities[id] }
        }
        return TenantPage(data: views, next: rows.count > limit ? views.last?.slug : nil)
    }

    /// The calls of tenants that the operator was found to see.
    func activities(of tenants: [TenantID], now: Moment) async throws -> [TenantID: CallActivity] {
        try await self.database.read(nil, within: Self.patience) { transaction in
            _ = try await transaction.query(CallActivity.preparation)
            var activities: [TenantID: CallActivity] = [:]
            for row in try await transaction.query(CallActivity.query(of: tenants, now: now)) {
                activities[TenantID(try row.decode("tenant_id", as: UUID.self))] = try CallActivity(row)
            }
            return activities
        }
    }
}
