import Dynamics
import Foundation
import Postgres
public import Routing

extension OverviewService {
    /// A page of found pools has at most so many.
    public static let maximumFoundCount = 200

    /// The number that a text means whatever the tenant: E.164 as it stands, or with separators, or with `00` for `+`.
    ///
    /// - Returns: `nil` of a text without a country code, and of one that is no number.
    public static func number(_ text: String) -> PhoneNumber? {
        (try? PhoneNumber(parsing: text)) ?? PhoneNumberReader.readInternational(text)
    }

    /// Finds the tenants that have a pool of a number, by slug. A number is one pool of a tenant at most.
    ///
    /// No index has the numbers: the documents of all tenants that the operator may see are read. With 10,000 tenants of three
    /// pools each that takes 20 ms, of thirty each 140 ms.
    ///
    /// - Parameters:
    ///   - limit: How many, 1 to ``maximumFoundCount``; others become the nearest.
    ///   - after: The `next` of the page before.
    /// - Throws: A `PostgresError`.
    public func search(
        _ number: PhoneNumber,
        for actor: Operator,
        limit: Int,
        after: Slug?
    ) async throws -> FoundPoolPage {
        let limit = min(max(limit, 1), Self.maximumFoundCount)
        // Documents are kept as they were checked, so each number stands in them in E.164.
        let containing = #"{"pools":[{"number":"\#(number.e164)"}]}"#
        let query: Query = """
            SELECT \(TenantRow.columns) FROM hookswitch.tenant AS t
            WHERE t.document @> \(containing)::jsonb AND t.slug > \(after?.text ?? "")
                AND \(actor.reach.condition(on: "t.tenant_id"))
            ORDER BY t.slug LIMIT \(Int64(limit + 1))
            """
        let rows = try await self.database.inFleet { try await $0.query(query) }
        let found = try rows.prefix(limit).map { FoundPool(try TenantRow($0), number) }
        return FoundPoolPage(
            data: found,
            next: rows.count > limit ? found.last.flatMap { Slug(parsing: $0.tenant) } : nil
        )
    }
}

extension FoundPool {
    /// Shows the pool of a tenant.
    fileprivate init(_ row: TenantRow, _ number: PhoneNumber) {
        // A document that this version cannot read hides no other tenant's.
        let pools = (try? row.parsed())?.pools ?? []
        self.init(
            tenant: row.slug,
            tenantName: row.name,
            status: row.status,
            pool: pools.first { $0.number == number }.map { PoolView($0) }
        )
    }
}
