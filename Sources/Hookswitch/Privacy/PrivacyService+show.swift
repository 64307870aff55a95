import Foundation
import Postgres

extension PrivacyService {
    /// A page has at most so many erasures.
    public static let maximumPageSize = 200

    /// Lists erasures, newest first.
    ///
    /// - Parameters:
    ///   - limit: How many, 1 to ``maximumPageSize``; others become the nearest.
    ///   - after: The `next` of the page before.
    /// - Throws: ``PrivacyRefusal/cursor``; a `PostgresError`.
    public func list(for actor: Operator, limit: Int, after: String?) async throws -> ErasurePage {
        var condition = actor.reach.condition(on: "e.tenant_id")
        if let after {
            guard let id = ErasureID(parsing: after) else { throw PrivacyRefusal.cursor }
            condition.append(" AND e.erasure_id < \(id.uuid)" as Query)
        }
        let limit = min(max(limit, 1), Self.maximumPageSize)
        // The identities begin with their time.
        let query: Query = """
            SELECT \(ErasureRow.columns) FROM hookswitch.erasure AS e WHERE \(condition)
            ORDER BY e.erasure_id DESC LIMIT \(Int64(limit + 1))
            """
        let rows = try await self.database.inFleet { transaction in
            try await transaction.query(query).map { try ErasureRow($0) }
        }
        let page = rows.prefix(limit)
        return ErasurePage(data: page.map(\.view), next: rows.count > limit ? page.last?.id.description : nil)
    }

    /// Shows an erasure.
    ///
    /// - Returns: `nil` if there is none of that name that the operator may see.
    public func erasure(_ id: String, for actor: Operator) async throws -> ErasureView? {
        guard let id = ErasureID(parsing: id) else { return nil }
        let query: Query = """
            SELECT \(ErasureRow.columns) FROM hookswitch.erasure AS e
            WHERE e.erasure_id = \(id.uuid) AND \(actor.reach.condition(on: "e.tenant_id"))
            """
        return try await self.database.inFleet { transaction in
            try await transaction.query(query).first.map { try ErasureRow($0).view }
        }
    }

    /// Gives out the certificate of an erasure, as JSON.
    ///
    /// - Returns: `nil` if there is none yet, or no such erasure that the operator may see.
    public func certificate(_ id: String, for actor: Operator) async throws -> String? {
        guard let id = ErasureID(parsing: id) else { return nil }
        let query: Query = """
            SELECT e.certificate FROM hookswitch.erasure AS e
            WHERE e.erasure_id = \(id.uuid) AND \(actor.reach.condition(on: "e.tenant_id"))
            """
        return try await self.database.inFleet { transaction in
            try await transaction.query(query).first?.decode("certificate", as: String?.self)
        }
    }
}
