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
    ///   `APITokenService.Failure.lastAdmin` if the last token that keeps Hookswitch governable is among those they made;
    ///   ``RightLapse``; a `PostgresError`.
    public func end(
        _ id: UUID,
        if condition: VersionCondition,
        revokesMade: Bool = false,
        by actor: Operator,
        dryRun: Bool = false
    ) async throws -> EndedOperator? {
        let ended = try await self.database.inFleet(dryRun: dryRun) { transaction -> (EndedOperator, [[UInt8]])? in
            let admins = try await Self.hold([id], and: actor, in: transaction)
            // Whoever makes a token holds its maker's row: none comes after this.
            let made = try await Self.liveTokens(madeBy: id, within: actor.reach, in: transaction)
            let lasting = revokesMade ? try await APITokenService.hold(made + [actor.tokenID], in: transaction) : []
            let ender = try await ConfirmedOperator(holding: actor, in: transaction)
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
            guard lasting.isEmpty || !Set(lasting).subtracting(made).isEmpty else {
                throw APITokenService.Failure.lastAdmin
            }
            var digests: [[UInt8]] = []
            var changes: [DocumentChange] = []
            var entries: [AuditEntry] = []
            var invitationCount = 0
            if !hasEnded {
                let closed = try await Self.close(id, in: transaction)
                let withdrawn = try await Self.withdrawInvitations(of: id, in: transaction)
                let path = "operators[\(id.uuidString.lowercased())].status"
                changes.append(DocumentChange(path: path, before: .text("live"), after: .text("ended")))
                let end = try AuditEntry(
                    endOf: "operator \(id.uuidString.lowercased())",
                    as: "operator.end",
                    at: Date()
                )
                digests = closed.digests
                invitationCount = withdrawn.count
                entries = [end] + closed.entries + withdrawn
            }
            if revokesMade {
                let revoked = try await APITokenService.revoke(made, in: transaction)
                digests += revoked.digests
                entries += revoked.entries
                changes += made.map(APITokenService.revocation)
            }
            try await entries.record(by: ender.auditActor, from: ender.origin, through: transaction)
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

    /// Ends the row and all by which somebody works as this operator.
    private static func close(_ id: UUID, in transaction: Transaction) async throws -> CutOff {
        _ = try await transaction.execute(
            """
            UPDATE hookswitch.operator SET ended_at = now(), invitation_digest = NULL, invitation_expires_at = NULL,
                version = version + 1
            WHERE operator_id = \(id)
            """
        )
        return try await Self.cutOff(id, in: transaction)
    }

    /// Ends what an operator's sign-ins made and still works, half a day of it at the most: sessions, tokens, and codes on their
    /// way. The operator's row is held.
    static func cutOff(_ id: UUID, in transaction: Transaction) async throws -> CutOff {
        let tokens = try await transaction.query(
            """
            SELECT api_token_id FROM hookswitch.api_token
            WHERE operator_id = \(id) AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
            """
        ).map { try $0.decode("api_token_id", as: UUID.self) }
        var cutOff = try await APITokenService.revoke(tokens, in: transaction)
        let sessions = try await transaction.query(
            "DELETE FROM hookswitch.operator_session WHERE operator_id = \(id) RETURNING operator_session_id, expires_at"
        )
        let now = Date()
        for session in sessions where try session.decode("expires_at", as: Date.self) > now {
            let sessionID = try session.decode("operator_session_id", as: UUID.self)
            cutOff.entries.append(try AuditEntry(endOfSession: sessionID, of: id, at: now))
        }
        cutOff.codeCount = try await transaction.execute(
            "DELETE FROM hookswitch.sign_in_grant WHERE operator_id = \(id)"
        )
        return cutOff
    }

    /// Invitations that an operator gave, and nobody has used, work no longer.
    ///
    /// - Returns: A record for each.
    static func withdrawInvitations(of id: UUID, in transaction: Transaction) async throws -> [AuditEntry] {
        try await transaction.query(
            """
            UPDATE hookswitch.operator AS o
            SET invitation_digest = NULL, invitation_expires_at = NULL, version = o.version + 1
            FROM (
                SELECT operator_id, invitation_expires_at, version FROM hookswitch.operator
                WHERE made_by = \(id) AND invitation_digest IS NOT NULL ORDER BY operator_id FOR UPDATE
            ) AS b
            WHERE o.operator_id = b.operator_id RETURNING o.operator_id, b.invitation_expires_at, b.version
            """
        ).map { row in
            try AuditEntry(
                withdrawalOf: try row.decode("operator_id", as: UUID.self),
                expiringAt: try row.decode("invitation_expires_at", as: Date?.self),
                version: try row.decode("version", as: Int32.self)
            )
        }
    }

    /// The tokens that an operator made for others and that work, as far as these tenants are all that they reach; newest first.
    static func liveTokens(
        madeBy id: UUID,
        within reach: TenantReach,
        in transaction: Transaction
    ) async throws -> [UUID] {
        try await transaction.query(
            """
            SELECT a.api_token_id FROM \(APITokenRow.table)
            WHERE a.made_by = \(id) AND a.revoked_at IS NULL AND (a.expires_at IS NULL OR a.expires_at > now())
                AND \(reach.condition(containing: "a"))
            ORDER BY a.api_token_id DESC
            """
        ).map { try $0.decode("api_token_id", as: UUID.self) }
    }
}
