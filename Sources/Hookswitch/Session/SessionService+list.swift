public import Foundation
import Postgres
import Routing

extension SessionService {
    /// Lists sessions that work, newest first: of all operators whom the actor may see, or the actor's own.
    ///
    /// - Throws: ``OperatorFailure/cursor``; a `PostgresError`.
    public func list(for actor: Operator, limit: Int, after: String?) async throws -> SessionPage {
        let limit = min(max(limit, 1), Self.maximumPageSize)
        var query: Query = """
            SELECT s.operator_session_id, s.operator_id, o.name, s.source, s.created_at, s.expires_at
            FROM hookswitch.operator_session AS s JOIN hookswitch.operator AS o ON o.operator_id = s.operator_id
            WHERE s.expires_at > now() AND o.ended_at IS NULL AND \(Self.visible(to: actor))
            """
        if let after {
            guard let cursor = UUID(uuidString: after) else { throw OperatorFailure.cursor }
            query = "\(query) AND s.operator_session_id < \(cursor)"
        }
        let page: Query = "\(query) ORDER BY s.operator_session_id DESC LIMIT \(Int64(limit + 1))"
        let rows = try await self.database.inFleet { try await $0.query(page) }
        let views = try rows.prefix(limit).map { try SessionView($0, isCurrent: actor) }
        return SessionPage(data: views, next: rows.count > limit ? views.last?.id : nil)
    }

    /// Ends a session.
    ///
    /// - Parameter dryRun: Whether everything is done but the commit.
    /// - Returns: What changed, or would; `nil` if there is no such session that the actor may see.
    /// - Throws: ``RightLapse``; a `PostgresError`.
    public func end(_ id: UUID, by actor: Operator, dryRun: Bool = false) async throws -> [DocumentChange]? {
        let changes = try await self.database.inFleet(dryRun: dryRun) { transaction -> [DocumentChange]? in
            // Whose session it is stays as they are: who acts by it at this moment is before or after its end.
            let owner = try await transaction.query(
                "SELECT operator_id FROM hookswitch.operator_session WHERE operator_session_id = \(id)"
            ).first?.decode("operator_id", as: UUID.self)
            guard let owner else { return nil }
            _ = try await OperatorService.hold([owner], and: actor, in: transaction)
            let ender = try await ConfirmedOperator(holding: actor, in: transaction)
            let ended = try await transaction.execute(
                """
                DELETE FROM hookswitch.operator_session AS s USING hookswitch.operator AS o
                WHERE s.operator_session_id = \(id) AND o.operator_id = s.operator_id AND \(Self.visible(to: actor))
                """
            )
            guard ended > 0 else { return nil }
            try await AuditEntry(endOfSession: id, of: owner, at: Date()).record(by: ender, through: transaction)
            let path = "sessions[\(id.uuidString.lowercased())].status"
            return [DocumentChange(path: path, before: .text("live"), after: .text("ended"))]
        }
        if changes != nil, !dryRun { self.forgetAll() }
        return changes
    }

    /// Who may see who may do what sees everybody's; others see their own.
    private static func visible(to actor: Operator) -> Query {
        let own: Query = actor.operatorID.map { "s.operator_id = \($0)" } ?? "false"
        guard actor.may(.accessAdmin) else { return own }
        return "(\(own) OR \(actor.reach.condition(containing: "o")))"
    }

    /// Opens a session.
    func open(
        for operatorID: UUID,
        from source: String?,
        at now: Date,
        in transaction: Transaction
    ) async throws -> OpenedSession {
        var random = SystemRandomNumberGenerator()
        let secret = Base64URL.encode((0..<Self.secretByteCount).map { _ in UInt8.random(in: 0...255, using: &random) })
        let expiresAt = now.addingTimeInterval(Self.duration)
        _ = try await transaction.execute(
            """
            INSERT INTO hookswitch.operator_session (operator_session_id, operator_id, digest, source, expires_at)
            VALUES (\(UUID.timeOrdered(at: Moment(now), random: &random)), \(operatorID), \(Self.digest(of: secret)),
                \(source as String?), \(expiresAt))
            """
        )
        return OpenedSession(secret: Secret(secret), expiresAt: expiresAt)
    }
}
