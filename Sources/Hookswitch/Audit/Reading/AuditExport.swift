import Foundation
import Postgres

/// An export of chains as NDJSON: of each chain its records in order, then its signed heads.
///
/// It is read piece by piece, each in a transaction of its own: records that have their place never change.
public struct AuditExport: AsyncSequence, Sendable {
    /// Some lines, each with its line feed, in UTF-8.
    public typealias Element = [UInt8]

    /// How far a chain is exported.
    struct End: Hashable, Sendable {
        let chain: AuditChainID
        let sequence: Int64
    }

    let database: Database
    let ends: [End]
    /// The keys whose heads are exported, by their names; `nil` is all.
    var keyIDs: [String]?

    /// Reads the export from its beginning.
    public func makeAsyncIterator() -> Iterator {
        Iterator(database: self.database, ends: self.ends[...], keyIDs: self.keyIDs)
    }

    /// Reads one piece after the other.
    public struct Iterator: AsyncIteratorProtocol {
        /// How many lines a piece has: at the largest documents, which are rare, some megabytes.
        private static let pageSize = 200

        private enum Part {
            case records(after: Int64)
            case heads(after: Int64)
        }

        private let database: Database
        private var ends: ArraySlice<End>
        private let keyIDs: [String]?
        private var part = Part.records(after: 0)

        init(database: Database, ends: ArraySlice<End>, keyIDs: [String]?) {
            self.database = database
            self.ends = ends
            self.keyIDs = keyIDs
        }

        /// The next piece; `nil` at the end.
        ///
        /// - Throws: A `PostgresError`; what was read so far is then no whole export.
        public mutating func next() async throws -> [UInt8]? {
            while let end = self.ends.first {
                switch self.part {
                case .records(let after):
                    let records = try await self.records(of: end, after: after)
                    guard let last = records.last else {
                        self.part = .heads(after: 0)
                        continue
                    }
                    self.part = .records(after: last.record.sequence)
                    return try Self.lines(records.map(\.members))
                case .heads(let after):
                    let heads = try await self.heads(of: end, after: after)
                    guard let last = heads.last else {
                        self.part = .records(after: 0)
                        self.ends = self.ends.dropFirst()
                        continue
                    }
                    self.part = .heads(after: last.head.sequence)
                    return try Self.lines(heads.map(\.members))
                }
            }
            return nil
        }

        private func records(of end: End, after: Int64) async throws -> [ChainedAuditRecord] {
            try await self.database.inFleet { transaction in
                try await transaction.query(
                    """
                    SELECT \(AuditRow.columns) FROM hookswitch.audit_record AS r
                    WHERE r.tenant_id = \(end.chain.uuid) AND r.sequence > \(after) AND r.sequence <= \(end.sequence)
                    ORDER BY r.sequence LIMIT \(Int64(Self.pageSize))
                    """
                ).compactMap { try AuditRow($0).chained }
            }
        }

        private func heads(of end: End, after: Int64) async throws -> [SignedAuditHead] {
            var condition: Query = "true"
            if let keyIDs { condition = "key_id = ANY(\(keyIDs))" }
            let query: Query = """
                SELECT \(SignedAuditHead.columns) FROM hookswitch.audit_head_signature
                WHERE tenant_id = \(end.chain.uuid) AND sequence > \(after) AND sequence <= \(end.sequence) AND \(condition)
                ORDER BY sequence LIMIT \(Int64(Self.pageSize))
                """
            return try await self.database.inFleet { transaction in
                try await transaction.query(query).map { try SignedAuditHead($0, of: end.chain) }
            }
        }

        private static func lines(_ objects: [[String: AuditValue]]) throws -> [UInt8] {
            try objects.flatMap { Array((try AuditValue.members($0).json() + "\n").utf8) }
        }
    }
}
