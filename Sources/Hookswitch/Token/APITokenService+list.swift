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
    /// Who may say who does what revokes the tokens that they see; others the one they ask with, and those of their own
    /// sign-ins.
    ///
    /// - Parameter dryRun: Whether everything is done but the commit.
    /// - Returns: What changed, or would; `nil` if there is no such token that the operator may revoke.
    /// - Throws: ``Failure/lastAdmin``; ``RightLapse``; a `PostgresError`.
    public func revoke(_ id: UUID, by actor: Operator, dryRun: Bool = false) async throws -> [DocumentChange]? {
        let revocation = try await self.database.inFleet(dryRun: dryRun) { transaction in
            // Whose sign-in made it, that never changes; who ends them holds their row before their tokens.
            let owner = try await transaction.query(
                "SELECT operator_id FROM hookswitch.api_token WHERE api_token_id = \(id) AND operator_id IS NOT NULL"
            ).map { try $0.decode("operator_id", as: UUID.self) }
            if !owner.isEmpty || actor.operatorID != nil {
                _ = try await OperatorService.hold(owner, and: actor, in: transaction)
            }
            // Of two who revoke each other's token, the second finds its own revoked.
            let lasting = try await Self.hold([id, actor.tokenID], in: transaction)
            let revoker = try await ConfirmedOperator(holding: actor, in: transaction)
            let visible = try await transaction.query(
                """
                SELECT a.digest FROM \(APITokenRow.table)
                WHERE a.api_token_id = \(id) AND \(Self.revocable(by: actor))
                """
            )
            guard let digest = try visible.first?.decode("digest", as: [UInt8].self) else {
                return ([UInt8], [DocumentChange])?.none
            }
            guard lasting != [id] else { throw Failure.lastAdmin }
            let revoked = try await Self.revoke([id], in: transaction)
            try await revoked.entries.record(by: revoker.auditActor, from: revoker.origin, through: transaction)
            return (digest, revoked.entries.isEmpty ? [] : [Self.revocation(of: id)])
        }
        guard let (digest, changes) = revocation else { return nil }
        if !dryRun { self.forget([digest]) }
        return changes
    }

    private static func revocable(by actor: Operator) -> Query {
        let signedIn: Query = actor.operatorID.map { "a.operator_id = \($0)" } ?? "false"
        let own: Query = actor.proof == .token ? "(a.api_token_id = \(actor.tokenID) OR \(signedIn))" : signedIn
        guard actor.may(.accessAdmin) else { return own }
        return "(\(own) OR \(actor.reach.condition(containing: "a")))"
    }

    /// Holds tokens until the transaction ends, after the operators: `OperatorService.hold` says in which order all is held.
    ///
    /// - Returns: The tokens that keep Hookswitch governable: of two operators who revoke each other's token the second sees what
    ///   the first did.
    static func hold(_ ids: [UUID], in transaction: Transaction) async throws -> [UUID] {
        let lasting = try await transaction.query(
            """
            SELECT api_token_id FROM hookswitch.api_token
            WHERE role = \(OperatorRole.admin.rawValue) AND tenant_ids IS NULL AND tags IS NULL AND expires_at IS NULL
                AND revoked_at IS NULL
            ORDER BY api_token_id FOR UPDATE
            """
        ).map { try $0.decode("api_token_id", as: UUID.self) }
        _ = try await transaction.query(
            "SELECT 1 FROM hookswitch.api_token WHERE api_token_id = ANY(\(ids)) ORDER BY api_token_id FOR UPDATE"
        )
        return lasting
    }

    /// Revokes tokens in a transaction.
    ///
    /// - Returns: What ended with that; each token that was live has its record.
    static func revoke(_ ids: [UUID], in transaction: Transaction) async throws -> CutOff {
        guard !ids.isEmpty else { return CutOff() }
        let revoked = try await transaction.query(
            """
            UPDATE hookswitch.api_token SET revoked_at = now() WHERE api_token_id = ANY(\(ids)) AND revoked_at IS NULL
            RETURNING api_token_id, digest, revoked_at
            """
        )
        var cutOff = CutOff()
        for row in revoked {
            let id = try row.decode("api_token_id", as: UUID.self)
            cutOff.digests.append(try row.decode("digest", as: [UInt8].self))
            cutOff.entries.append(try AuditEntry(revocationOf: id, at: try row.decode("revoked_at", as: Date.self)))
        }
        return cutOff
    }

    /// What a revocation changes.
    static func revocation(of id: UUID) -> DocumentChange {
        let path = "tokens[\(id.uuidString.lowercased())].status"
        return DocumentChange(path: path, before: .text("live"), after: .text("revoked"))
    }
}
