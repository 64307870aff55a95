import Foundation
import Postgres

/// An operator who was looked at again by the transaction that writes what they asked for.
///
/// A request is let in by its head, and its body may come much later: meanwhile its sender may have lost the right.
struct ConfirmedOperator: Sendable {
    /// Whom the audit names.
    let auditActor: AuditActor
    /// Where their request came from, and why.
    let origin: AuditOrigin

    /// Looks at an operator again: whoever was ended before writes nothing.
    ///
    /// - Throws: ``RightLapse``; a `PostgresError`.
    init(confirming actor: Operator, in transaction: Transaction) async throws {
        try await self.init(actor, lock: "", in: transaction)
    }

    /// Looks at an operator again, and lets whoever would end or change them wait for the transaction: what gives a right that
    /// stays is then either not written, or seen and ended by those who end its maker.
    ///
    /// Whoever locks other rows of operators or tokens in this transaction does so before, and all at once: two who end each
    /// other wait for one another otherwise.
    ///
    /// - Throws: ``RightLapse``; a `PostgresError`.
    init(holding actor: Operator, in transaction: Transaction) async throws {
        try await self.init(actor, lock: "FOR SHARE", in: transaction)
    }

    private init(_ actor: Operator, lock: Query, in transaction: Transaction) async throws {
        // Inside a tenant nobody reads operators: this is asked across tenants, in one round trip, whatever it was before.
        let before: Query = """
            SELECT set_config('hookswitch.role', current_setting('role'), true),
                set_config('role', 'hookswitch_fleet', true)
            """
        let after: Query = "SELECT set_config('role', current_setting('hookswitch.role'), true)"
        let questions = Self.questions(about: actor, lock: lock)
        let answers = try await transaction.batch([before] + questions + [after]).dropFirst().dropLast()
        guard answers.allSatisfy({ !$0.isEmpty }), let row = answers.first?.first else { throw RightLapse.ended }
        let role = try row.decode("role", as: String.self)
        guard role == actor.role.rawValue, try TenantRestriction(row) == actor.restriction else {
            throw RightLapse.changed
        }
        self.auditActor = actor.auditActor
        self.origin = actor.origin
    }

    /// What must each have a row; the first says role and restriction. The operator's row is held before others are read, for
    /// who ends the sessions and tokens of a sign-in holds it, too.
    private static func questions(about actor: Operator, lock: Query) -> [Query] {
        // The transaction may have waited: what counts is the time now and not its beginning.
        let token: Query = """
            SELECT a.role, a.tenant_ids::text[] AS tenant_ids, a.tags FROM hookswitch.api_token AS a
            WHERE a.api_token_id = \(actor.tokenID) AND a.revoked_at IS NULL
                AND (a.expires_at IS NULL OR a.expires_at > clock_timestamp()) \(lock)
            """
        guard let operatorID = actor.operatorID else { return [token] }
        let person: Query = """
            SELECT o.role, o.tenant_ids::text[] AS tenant_ids, o.tags FROM hookswitch.operator AS o
            WHERE o.operator_id = \(operatorID) AND o.ended_at IS NULL \(lock)
            """
        let session: Query = """
            SELECT 1 FROM hookswitch.operator_session AS s
            WHERE s.operator_session_id = \(actor.tokenID) AND s.expires_at > clock_timestamp()
            """
        return [person, actor.proof == .session ? session : token]
    }
}
