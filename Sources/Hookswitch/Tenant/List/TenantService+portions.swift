import Foundation
import Postgres

extension TenantService {
    /// The calls of so many tenants are read by one statement: of ten busy ones they are 50,000.
    private static let portionSize = 10
    /// How long one portion may take.
    private static let portionPatience = Duration.seconds(1)
    /// How long all of a page may take; a portion that has begun by then is waited for.
    private static let pagePatience = Duration.seconds(3)
    /// So many tenants are judged by one statement.
    private static let judgedSize = 200
    /// How long judging goes on for one page, of the 200 ms that a page may take: what is left is the next page's.
    private static let judgingPatience = Duration.milliseconds(60)

    /// Reads something of the calls of tenants, some at a time. One whose calls take too long, on a disk that is slow or of a
    /// database that is busy, costs the others nothing: it is left out, with those of its portion.
    func reading<Value: Sendable>(
        _ tenants: [TenantID],
        _ make: ([TenantID]) -> (query: Query, read: @Sendable (Row) throws -> Value)
    ) async throws -> [TenantID: Value] {
        let deadline = ContinuousClock.now + Self.pagePatience
        var found: [TenantID: Value] = [:]
        for start in stride(from: 0, to: tenants.count, by: Self.portionSize) {
            guard ContinuousClock.now < deadline else { break }
            let portion = make(Array(tenants[start..<min(start + Self.portionSize, tenants.count)]))
            do {
                let values = try await self.database.read(nil, within: Self.portionPatience) { transaction in
                    _ = try await transaction.query(CallActivity.preparation)
                    return try await transaction.query(portion.query).map { row in
                        (TenantID(try row.decode("tenant_id", as: UUID.self)), try portion.read(row))
                    }
                }
                found.merge(values) { $1 }
            } catch ReadingError.tooBroad {
                continue
            }
        }
        return found
    }

    /// Judges tenants in the order of their slugs until there are enough that are so, there are no more, or it took a while.
    ///
    /// - Returns: Those that are so, and behind which slug to go on; `nil` if there are no more.
    /// - Throws: ``ReadingError/tooSlow``; a `PostgresError`.
    func judged(
        _ criteria: TenantCriteria,
        _ health: TenantHealth.Verdict,
        for actor: Operator,
        limit: Int,
        after: String?,
        now: Moment
    ) async throws -> (ids: [TenantID], next: String?) {
        let deadline = ContinuousClock.now + Self.judgingPatience
        var ids: [TenantID] = []
        var place = after
        while true {
            let query = criteria.judged(health, within: actor.reach, after: place, limit: Self.judgedSize, now: now)
            let row: Row?
            do {
                row = try await self.database.read(nil, within: Self.portionPatience) { transaction in
                    try await transaction.query(query).first
                }
            } catch ReadingError.tooBroad {
                throw ReadingError.tooSlow
            }
            guard let row, let last = try row.decode("last_slug", as: String?.self) else { return (ids, nil) }
            let found = try row.decode("tenant_ids", as: [UUID].self).prefix(limit - ids.count)
            let slugs = try row.decode("slugs", as: [String].self).prefix(limit - ids.count)
            ids += found.map { TenantID($0) }
            let isEnd = try row.decode("judged_count", as: Int64.self) < Self.judgedSize
            if ids.count == limit, let slug = slugs.last { return (ids, isEnd && slug == last ? nil : slug) }
            if isEnd { return (ids, nil) }
            guard ContinuousClock.now < deadline else { return (ids, last) }
            place = last
        }
    }
}
