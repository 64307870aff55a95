public import Foundation
import Postgres
import Synchronization

extension APITokenService {
    /// A page has at most so many tokens.
    public static let maximumPageSize = 200

    /// Lists tokens, newest first; expired and revoked ones too. Who works in some tenants only sees tokens that reach no
    /// others.
    ///
    /// - Parameters:
    ///   - limit: How many, 1 to ``maximumPageSize``; others become the nearest.
    ///   - after: The `next` of the page before.
    /// - Throws: ``Failure/cursor``; a `PostgresError`.
    public func list(for actor: Operator, limit: Int, after: String?) async throws -> APITokenPage {
        let limit = min(max(limit, 1), Self.maximumPageSize)
        var query: Query = """
            SELECT \(APITokenRow.columns) FROM \(APITokenRow.table)
            WHERE \(actor.reach.condition(containing: "a"))
            """
        if let after {
            guard let cursor = UUID(uuidString: after) else { throw Failure.cursor }
            query = "\(query) AND a.api_token_id < \(cursor)"
        }
        let page: Query = "\(query) ORDER BY a.api_token_id DESC LIMIT \(Int64(limit + 1))"
        let rows = try await self.database.inFleet { try await $0.query(page) }
        let views = try rows.prefix(limit).compactMap { try APITokenRow($0)?.view }
        return APITokenPage(data: views, next: rows.count > limit ? views.last?.id : nil)
    }

    /// Revokes a token, and records that in the installation's audit: this server refuses it at once, others within
    /// ``APITokenMemory/duration``. Revoking twice is once.
    ///
    /// - Returns: Whether there is such a token that the operator may see.
    /// - Throws: ``Failure/lastAdmin``; a `PostgresError`.
    public func revoke(_ id: UUID, by actor: Operator) async throws -> Bool {
        let revocation = try await self.database.inFleet { transaction in
            // Held in one order, so that of two operators who revoke each other's token the second sees what the first did.
            let lasting = try await transaction.query(
                """
                SELECT api_token_id FROM hookswitch.api_token
                WHERE role = \(OperatorRole.admin.rawValue) AND tenant_ids IS NULL AND tags IS NULL AND expires_at IS NULL
                    AND revoked_at IS NULL
                ORDER BY api_token_id FOR UPDATE
                """
            ).map { try $0.decode("api_token_id", as: UUID.self) }
            let visible = try await transaction.query(
                """
                SELECT a.digest FROM \(APITokenRow.table)
                WHERE a.api_token_id = \(id) AND \(actor.reach.condition(containing: "a"))
                """
            )
            guard let digest = try visible.first?.decode("digest", as: [UInt8].self) else { return [UInt8]?.none }
            guard lasting != [id] else { throw Failure.lastAdmin }
            let revoked = try await transaction.query(
                """
                UPDATE hookswitch.api_token SET revoked_at = now() WHERE api_token_id = \(id) AND revoked_at IS NULL
                RETURNING revoked_at
                """
            )
            if let row = revoked.first {
                try await AuditEntry(revocationOf: id, at: try row.decode("revoked_at", as: Date.self))
                    .record(
                        in: .installation,
                        by: actor.auditActor,
                        from: actor.origin,
                        through: transaction
                    )
            }
            return digest
        }
        guard let digest = revocation else { return false }
        self.memory.withLock { $0.forget(digest) }
        return true
    }
}
