import Foundation
import Postgres

/// The feed's statements.
struct FeedStore: Sendable {
    /// A transaction that raises a cursor commits well within this; so what moved since the last look has moved within it.
    private static let movement = "1 hour"
    /// How long one look may take; a look that takes longer is made again at the next.
    private static let patience = Duration.seconds(5)

    /// A decision with what the cursor needs of it.
    struct Arrival: Sendable {
        let row: DecisionRow
        let slug: String
    }

    let database: Database

    /// Where every writer is.
    func positions() async throws -> [UUID: Int64] {
        let found = try await self.database.read(nil, within: Self.patience) { transaction in
            try await Self.cursors(transaction.query("SELECT writer_id, sequence FROM hookswitch.spool_cursor"))
        }
        return Dictionary(found.map { ($0.writer, $0.sequence) }) { first, _ in first }
    }

    /// Where those writers are that moved of late.
    func movedPositions() async throws -> [(writer: UUID, sequence: Int64)] {
        try await self.database.read(nil, within: Self.patience) { transaction in
            try await Self.cursors(
                transaction.query(
                    """
                    SELECT writer_id, sequence FROM hookswitch.spool_cursor
                    WHERE updated_at > now() - \(Self.movement)::interval
                    """
                )
            )
        }
    }

    /// The decisions of stretches, in their order and then by number.
    func arrivals(
        of stretches: [ShippingCursor.Stretch],
        since: Moment,
        limit: Int
    ) async throws -> [Arrival] {
        let query = Self.arrivals(of: stretches, since: since, limit: limit)
        return try await self.database.read(nil, within: Self.patience) { transaction in
            try await transaction.query(query).map { row in
                Arrival(row: try DecisionRow(row), slug: try row.decode("slug", as: String?.self) ?? "")
            }
        }
    }

    /// The statement of ``arrivals(of:since:limit:)``: a short stretch of the order of all decisions.
    static func arrivals(of stretches: [ShippingCursor.Stretch], since: Moment, limit: Int) -> Query {
        """
        SELECT \(DecisionRow.columns),
            (SELECT t.slug FROM hookswitch.tenant AS t WHERE t.tenant_id = decision.tenant_id) AS slug
        FROM hookswitch.decision
        JOIN unnest(\(stretches.map(\.writer)), \(stretches.map(\.after)), \(stretches.map(\.until)))
            WITH ORDINALITY AS stretch (stretch_writer, after_sequence, until_sequence, place)
            ON writer_id = stretch_writer AND sequence > after_sequence AND sequence <= until_sequence
        WHERE decided_at >= \(since)
        ORDER BY place, sequence LIMIT \(Int64(limit))
        """
    }

    private static func cursors(_ rows: [Row]) throws -> [(writer: UUID, sequence: Int64)] {
        try rows.map { row in
            (try row.decode("writer_id", as: UUID.self), try row.decode("sequence", as: Int64.self))
        }
    }
}
