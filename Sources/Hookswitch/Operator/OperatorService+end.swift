public import Foundation
import Postgres

extension OperatorService {
    /// Ends an operator: their sessions and tokens are refused by this server at once, by others within
    /// ``APITokenMemory/duration``; invitations that they gave and nobody has used work no longer. Ending twice is once.
    ///
    /// - Parameters:
    ///   - condition: Which version the end is meant for.
    ///   - revokesMade: Whether tokens that they made for others are revoked, too.
    ///   - dryRun: Whether everything is done but the commit.
    /// - Returns: What they leave behind; `nil` if there is no such operator that the actor may see.
    /// - Throws: ``OperatorFailure/lastAdmin``, ``OperatorFailure/versionConflict(sent:current:)``;
    ///   `APITokenService.Failure.lastAdmin` if the last token that keeps Hookswitch governable is among those they made; a
    ///   `PostgresError`.
    public func end(
        _ id: UUID,
        if condition: VersionCondition,
        revokesMade: Bool = false,
        by actor: Operator,
        dryRun: Bool = false
    ) async throws -> EndedOperator? {
        let ended = try await self.database.inFleet(dryRun: dryRun) { transaction -> (EndedOperator, [[UInt8]])? in
            let admins = try await Self.holdLastingAdmins(in: transaction)
            let rows = try await transaction.query(
                """
                SELECT o.ended_at IS NOT NULL AS has_ended, o.version FROM hookswitch.operator AS o
                WHERE o.operator_id = \(id) AND \(actor.reach.condition(containing: "o")) FOR UPDATE
                """
            )
            guard let row = rows.first else { return nil }
            let hasEnded = try row.decode("has_ended", as: Bool.self)
            if !hasEnded {
                try Self.check(condition, try row.decode("version", as: Int32.self))
                guard admins != [id] else { throw OperatorFailure.lastAdmin }
            }
            // All that is to be changed is held before the audit's chain, as everybody does who writes to it.
            let made = try await Self.liveTokens(madeBy: id, for: actor, in: transaction)
            if revokesMade { try await Self.hold(made, in: transaction) }
            var digests: [[UInt8]] = []
            var changes: [DocumentChange] = []
            var invitationCount = 0
            if !hasEnded {
                digests = try await Self.close(id, in: transaction)
                invitationCount = try await Self.withdrawInvitations(of: id, in: transaction)
                let path = "operators[\(id.uuidString.lowercased())].status"
                changes.append(DocumentChange(path: path, before: .text("live"), after: .text("ended")))
                try await AuditEntry(endOf: "operator \(id.uuidString.lowercased())", as: "operator.end", at: Date())
                    .record(in: .installation, by: actor.auditActor, from: actor.origin, through: transaction)
            }
            if revokesMade {
                digests += try await APITokenService.revoke(made, by: actor, in: transaction)
                changes += made.map(APITokenService.revocation)
            }
            var tokens: [APITokenView] = []
            for token in made.prefix(APITokenService.maximumPageSize) {
                tokens.append(try await APITokenService.view(token, in: transaction))
            }
            let result = EndedOperator(
                id: id.uuidString.lowercased(),
                invitationCount: invitationCount,
                tokens: tokens,
                changes: changes
            )
            return (result, digests)
        }
        guard let (result, digests) = ended else { return nil }
        if !dryRun { self.forget(digests) }
        return result
    }

    /// Holds tokens that are to be revoked.
    ///
    /// - Throws: `APITokenService.Failure.lastAdmin` if none would be left that keeps Hookswitch governable.
    private static func hold(_ tokens: [UUID], in transaction: Transaction) async throws {
        let lasting = try await APITokenService.holdLastingAdmins(in: transaction)
        guard lasting.isEmpty || !Set(lasting).subtracting(tokens).isEmpty else {
            throw APITokenService.Failure.lastAdmin
        }
        _ = try await transaction.query(
            "SELECT 1 FROM hookswitch.api_token WHERE api_token_id = ANY(\(tokens)) ORDER BY api_token_id FOR UPDATE"
        )
    }

    /// Ends the row and all by which somebody works as this operator.
    ///
    /// - Returns: The digests of their tokens.
    private static func close(_ id: UUID, in transaction: Transaction) async throws -> [[UInt8]] {
        _ = try await transaction.execute(
            """
            UPDATE hookswitch.operator SET ended_at = now(), invitation_digest = NULL, invitation_expires_at = NULL,
                version = version + 1
            WHERE operator_id = \(id)
            """
        )
        return try await Self.cutOff(id, in: transaction).digests
    }

    /// Ends what an operator's sign-ins made: sessions, tokens, and codes on their way.
    ///
    /// - Returns: The digests of the tokens, and how many of all there were.
    static func cutOff(_ id: UUID, in transaction: Transaction) async throws -> (digests: [[UInt8]], count: Int) {
        let digests = try await Self.tokenDigests(of: id, in: transaction)
        _ = try await transaction.execute(
            "UPDATE hookswitch.api_token SET revoked_at = now() WHERE operator_id = \(id) AND revoked_at IS NULL"
        )
        let sessions: Query = "DELETE FROM hookswitch.operator_session WHERE operator_id = \(id)"
        let grants: Query = "DELETE FROM hookswitch.sign_in_grant WHERE operator_id = \(id)"
        let count = try await transaction.execute(sessions) + transaction.execute(grants)
        return (digests, digests.count + count)
    }

    /// Invitations that an operator gave, and nobody has used, work no longer.
    ///
    /// - Returns: How many there were.
    static func withdrawInvitations(of id: UUID, in transaction: Transaction) async throws -> Int {
        try await transaction.execute(
            """
            UPDATE hookswitch.operator SET invitation_digest = NULL, invitation_expires_at = NULL, version = version + 1
            WHERE made_by = \(id) AND invitation_digest IS NOT NULL
            """
        )
    }

    /// The tokens that an operator made for others and that work, as far as the actor may see them; newest first.
    private static func liveTokens(
        madeBy id: UUID,
        for actor: Operator,
        in transaction: Transaction
    ) async throws -> [UUID] {
        try await transaction.query(
            """
            SELECT a.api_token_id FROM \(APITokenRow.table)
            WHERE a.made_by = \(id) AND a.revoked_at IS NULL AND (a.expires_at IS NULL OR a.expires_at > now())
                AND \(actor.reach.condition(containing: "a"))
            ORDER BY a.api_token_id DESC
            """
        ).map { try $0.decode("api_token_id", as: UUID.self) }
    }
}
