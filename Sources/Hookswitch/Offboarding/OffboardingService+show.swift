import Foundation
import Postgres

extension OffboardingService {
    /// Lists offboardings, newest first.
    ///
    /// - Parameters:
    ///   - limit: How many, 1 to ``maximumPageSize``; others become the nearest.
    ///   - after: The `next` of the page before.
    /// - Throws: ``OffboardingRefusal/cursor``; a `PostgresError`.
    public func list(for actor: Operator, limit: Int, after: String?) async throws -> OffboardingPage {
        var condition = actor.reach.condition(on: "o.tenant_id")
        if let after {
            guard let id = OffboardingID(parsing: after) else { throw OffboardingRefusal.cursor }
            condition.append(" AND o.offboarding_id < \(id.uuid)" as Query)
        }
        let limit = min(max(limit, 1), Self.maximumPageSize)
        // The identities begin with their time.
        let query: Query = """
            SELECT \(OffboardingRow.columns) FROM hookswitch.offboarding AS o WHERE \(condition)
            ORDER BY o.offboarding_id DESC LIMIT \(Int64(limit + 1))
            """
        let rows = try await self.database.inFleet { transaction in
            try await transaction.query(query).map { try OffboardingRow($0) }
        }
        let page = rows.prefix(limit)
        return OffboardingPage(
            data: page.map(\.view),
            next: rows.count > limit ? page.last?.id.description : nil
        )
    }

    /// Shows an offboarding.
    ///
    /// - Returns: `nil` if there is none of that name that the operator may see.
    public func show(_ id: String, for actor: Operator) async throws -> OffboardingView? {
        guard let id = OffboardingID(parsing: id) else { return nil }
        let query: Query = """
            SELECT \(OffboardingRow.columns) FROM hookswitch.offboarding AS o
            WHERE o.offboarding_id = \(id.uuid) AND \(actor.reach.condition(on: "o.tenant_id"))
            """
        return try await self.database.inFleet { transaction in
            try await transaction.query(query).first.map { try OffboardingRow($0).view }
        }
    }

    /// Gives out the certificate, as JSON.
    ///
    /// - Returns: `nil` if there is none yet, or no such offboarding that the operator may see.
    public func certificate(_ id: String, for actor: Operator) async throws -> String? {
        guard let id = OffboardingID(parsing: id) else { return nil }
        let query: Query = """
            SELECT o.certificate FROM hookswitch.offboarding AS o
            WHERE o.offboarding_id = \(id.uuid) AND \(actor.reach.condition(on: "o.tenant_id"))
            """
        return try await self.database.inFleet { transaction in
            try await transaction.query(query).first?.decode("certificate", as: String?.self)
        }
    }
}
