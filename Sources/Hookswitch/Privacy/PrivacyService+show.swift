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
        let last = after.flatMap(ErasureID.init(parsing:))
        guard after == nil || last != nil else { throw PrivacyRefusal.cursor }
        let limit = min(max(limit, 1), Self.maximumPageSize)
        let page = try await self.rows.page(for: actor, limit: limit, after: last)
        return ErasurePage(data: page.data, next: page.next)
    }

    /// Shows an erasure.
    ///
    /// - Returns: `nil` if there is none of that name that the operator may see.
    public func erasure(_ id: String, for actor: Operator) async throws -> ErasureView? {
        try await self.rows.find(id, for: actor)
    }

    /// Gives out the certificate of an erasure, as JSON.
    ///
    /// - Returns: `nil` if there is none yet, or no such erasure that the operator may see.
    public func certificate(_ id: String, for actor: Operator) async throws -> String? {
        try await self.rows.certificate(id, for: actor)
    }

    private var rows: CertifiedRows<ErasureRow> { CertifiedRows(database: self.database) }
}
