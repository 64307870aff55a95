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
        let last = after.flatMap(OffboardingID.init(parsing:))
        guard after == nil || last != nil else { throw OffboardingRefusal.cursor }
        let limit = min(max(limit, 1), Self.maximumPageSize)
        let page = try await self.rows.page(for: actor, limit: limit, after: last)
        return OffboardingPage(data: page.data, next: page.next)
    }

    /// Shows an offboarding.
    ///
    /// - Returns: `nil` if there is none of that name that the operator may see.
    public func show(_ id: String, for actor: Operator) async throws -> OffboardingView? {
        try await self.rows.find(id, for: actor)
    }

    /// Gives out the certificate, as JSON.
    ///
    /// - Returns: `nil` if there is none yet, or no such offboarding that the operator may see.
    public func certificate(_ id: String, for actor: Operator) async throws -> String? {
        try await self.rows.certificate(id, for: actor)
    }

    private var rows: CertifiedRows<OffboardingRow> { CertifiedRows(database: self.database) }
}
