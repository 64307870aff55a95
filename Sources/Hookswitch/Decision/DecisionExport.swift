import Foundation
import Postgres

/// All decisions of a tenant as NDJSON, oldest first, up to the moment at which it was asked for.
///
/// It is read piece by piece, each in a transaction of its own, along the primary key.
public struct DecisionExport: AsyncSequence, Sendable {
    /// Some lines, each with its line feed, in UTF-8.
    public typealias Element = [UInt8]

    let database: Database
    let scope: TenantScope
    let end: Moment

    /// Reads the export from its beginning.
    public func makeAsyncIterator() -> Iterator {
        Iterator(database: self.database, scope: self.scope, end: self.end)
    }

    /// Reads one piece after the other.
    public struct Iterator: AsyncIteratorProtocol {
        /// How many lines a piece has: some hundred kilobytes.
        private static let pageSize = 1000

        private let database: Database
        private let scope: TenantScope
        private let end: Moment
        private var cursor: DecisionCursor?

        init(database: Database, scope: TenantScope, end: Moment) {
            self.database = database
            self.scope = scope
            self.end = end
        }

        /// The next piece; `nil` at the end.
        ///
        /// - Throws: A `PostgresError`; what was read so far is then no whole export.
        public mutating func next() async throws -> [UInt8]? {
            var query: Query = """
                SELECT \(DecisionRow.columns) FROM hookswitch.decision
                WHERE tenant_id = \(self.scope.tenantID.uuid) AND decided_at <= \(self.end)
                """
            if let cursor = self.cursor {
                // Said twice: the first prunes partitions, which the comparison of rows does not.
                query.append(
                    """
                     AND decided_at >= \(cursor.decidedAt)
                    AND (decided_at, writer_id, sequence) > (\(cursor.decidedAt), \(cursor.writer), \(cursor.sequence))
                    """ as Query
                )
            }
            query.append(" ORDER BY decided_at, writer_id, sequence LIMIT \(Int64(Self.pageSize))" as Query)
            let statement = query
            let rows = try await self.database.inTenant(self.scope) { transaction in
                try await transaction.query(statement).map { try DecisionRow($0) }
            }
            guard let last = rows.last else { return nil }
            self.cursor = last.cursor
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return try rows.flatMap { Array(try encoder.encode(ExportedDecision($0))) + [UInt8(ascii: "\n")] }
        }
    }
}
