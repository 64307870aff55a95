import Foundation
import Postgres

/// Who still may do what they might when they asked: for what goes on for longer than a request.
struct OperatorStanding: Sendable {
    let database: Database

    /// Asks anew about operators, in two statements for all of them.
    ///
    /// - Returns: Those whose token or session works, as they are now, by the identity of token or session.
    func current(of actors: [Operator]) async throws -> [UUID: Operator] {
        let tokens = Set(actors.filter { $0.proof == .token }.map(\.tokenID))
        let sessions = Set(actors.filter { $0.proof == .session }.map(\.tokenID))
        let found = try await self.database.inFleet { transaction -> [Operator] in
            let byToken = try await transaction.query(
                """
                SELECT \(APITokenRow.columns) FROM \(APITokenRow.table)
                WHERE a.api_token_id = ANY(\(Array(tokens))) AND a.revoked_at IS NULL
                    AND (a.expires_at IS NULL OR a.expires_at > now())
                """
            ).compactMap { try APITokenRow($0)?.actor }
            let bySession = try await transaction.query(
                """
                SELECT \(OperatorRow.columns), s.operator_session_id, s.expires_at AS session_expires_at
                FROM hookswitch.operator_session AS s JOIN hookswitch.operator AS o ON o.operator_id = s.operator_id
                WHERE s.operator_session_id = ANY(\(Array(sessions))) AND s.expires_at > now() AND o.ended_at IS NULL
                """
            ).compactMap { try SessionService.actor($0) }
            return byToken + bySession
        }
        return Dictionary(found.map { ($0.tokenID, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension Operator {
    /// Whether they may do the same, in the same tenants, as another time.
    func hasRights(of other: Operator) -> Bool {
        self.role == other.role && self.reach == other.reach
    }
}
