public import Foundation
import Postgres

/// Makes operators, lists, changes and ends them.
///
/// An operator is a person whom an issuer names. What they may do is here, and read anew at each request, so that a change
/// counts for sessions and tokens that there are.
public struct OperatorService: Sendable {
    /// A page has at most so many operators.
    public static let maximumPageSize = 200
    /// How long an invitation can be used: a week, with a weekend in it.
    static let invitationDuration: TimeInterval = 7 * 86_400
    /// What every invitation begins with, so that scanners of leaked secrets know one.
    static let invitationPrefix = "hsi_"

    let database: Database
    let tokens: APITokenService
    let sessions: SessionService

    /// Makes the service.
    ///
    /// - Parameters:
    ///   - tokens: Told of tokens that end with their operator.
    ///   - sessions: Told of sessions that do.
    public init(database: Database, tokens: APITokenService, sessions: SessionService) {
        self.database = database
        self.tokens = tokens
        self.sessions = sessions
    }

    /// Lists operators, newest first; who has ended is not among them. Who works in some tenants only sees operators who reach
    /// no others.
    ///
    /// - Parameters:
    ///   - limit: How many, 1 to ``maximumPageSize``; others become the nearest.
    ///   - after: The `next` of the page before.
    /// - Throws: ``OperatorFailure/cursor``; a `PostgresError`.
    public func list(for actor: Operator, limit: Int, after: String?) async throws -> OperatorPage {
        let limit = min(max(limit, 1), Self.maximumPageSize)
        var query: Query = """
            SELECT \(OperatorRow.columns) FROM hookswitch.operator AS o
            WHERE o.ended_at IS NULL AND \(actor.reach.condition(containing: "o"))
            """
        if let after {
            guard let cursor = UUID(uuidString: after) else { throw OperatorFailure.cursor }
            query = "\(query) AND o.operator_id < \(cursor)"
        }
        let page: Query = "\(query) ORDER BY o.operator_id DESC LIMIT \(Int64(limit + 1))"
        let rows = try await self.database.inFleet { try await $0.query(page) }
        let last = try rows.prefix(limit).last?.decode("operator_id", as: UUID.self)
        return OperatorPage(
            data: try rows.prefix(limit).compactMap { try OperatorRow($0)?.details },
            next: rows.count > limit ? last?.uuidString.lowercased() : nil
        )
    }

    /// Shows an operator.
    ///
    /// - Returns: `nil` if there is none that the actor may see.
    public func show(_ id: UUID, for actor: Operator) async throws -> OperatorDetails? {
        try await self.database.inFleet { try await Self.find(id, for: actor, in: $0)?.details }
    }

    static func find(_ id: UUID, for actor: Operator, in transaction: Transaction) async throws -> OperatorRow? {
        try await transaction.query(
            """
            SELECT \(OperatorRow.columns) FROM hookswitch.operator AS o
            WHERE o.operator_id = \(id) AND o.ended_at IS NULL AND \(actor.reach.condition(containing: "o"))
            """
        ).first.flatMap { try OperatorRow($0) }
    }

    /// Holds operators, and whoever asks, until the transaction ends.
    ///
    /// Whoever locks rows of operators and tokens does so in one order, so that no two wait for each other: the admins who keep
    /// Hookswitch governable (here), other operators by their identity (here), the tokens that keep it so and then other tokens
    /// by theirs (`APITokenService.hold`), who asks (`ConfirmedOperator(holding:)`), and the audit's chain last.
    ///
    /// - Returns: The admins who keep Hookswitch governable: of two changes that would each leave the other, the second waits and
    ///   sees what the first did. An invitation that nobody has used may never be, nor may a person who was named and perhaps
    ///   mistyped; and a role by claim is the issuer's to take. So only who has signed in counts.
    static func hold(_ ids: [UUID], and actor: Operator, in transaction: Transaction) async throws -> [UUID] {
        let lasting = try await transaction.query(
            """
            SELECT operator_id FROM hookswitch.operator
            WHERE role = \(OperatorRole.admin.rawValue) AND tenant_ids IS NULL AND tags IS NULL AND issuer IS NOT NULL
                AND signed_in_at IS NOT NULL AND NOT is_role_claimed AND ended_at IS NULL
            ORDER BY operator_id FOR UPDATE
            """
        ).map { try $0.decode("operator_id", as: UUID.self) }
        let others = ids + (actor.operatorID.map { [$0] } ?? [])
        _ = try await transaction.query(
            "SELECT 1 FROM hookswitch.operator WHERE operator_id = ANY(\(others)) ORDER BY operator_id FOR UPDATE"
        )
        return lasting
    }
}
