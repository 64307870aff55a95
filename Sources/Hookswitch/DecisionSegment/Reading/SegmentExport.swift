import Foundation
import Postgres

/// An export of a tenant's segments as NDJSON: the months that were dropped, each segment with its decisions behind it and the
/// restart that it stands on before it, the months that were dropped meanwhile, and what the database has beside all segments.
///
/// It is read piece by piece, each in a transaction of its own: what is sealed never changes, but for callers that are
/// erased. A month that is dropped while its decisions are read makes an export that does not verify; the next one does.
public struct SegmentExport: AsyncSequence, Sendable {
    /// Some lines, each with its line feed, in UTF-8.
    public typealias Element = [UInt8]

    let database: Database
    let scope: TenantScope
    /// The last segment.
    let end: Int64

    /// Reads the export from its beginning.
    public func makeAsyncIterator() -> Iterator {
        Iterator(database: self.database, scope: self.scope, end: self.end)
    }

    /// Reads one piece after the other.
    public struct Iterator: AsyncIteratorProtocol {
        /// How many decisions a piece has: some hundred kilobytes.
        private static let pageSize = 1000

        private enum Part {
            case segment
            case decisions(of: SealedSegment, after: DecisionCursor?, place: Int64, hash: AuditHash)
            case dropsBefore
            case dropsMeanwhile
            case strays
            case end
        }

        private let database: Database
        private let scope: TenantScope
        private let end: Int64
        private var number: Int64 = 0
        private var part = Part.dropsBefore
        private var drops: [DroppedMonth] = []
        /// Those that are not written yet, the first first.
        private var restarts: [SignedRestart] = []

        init(database: Database, scope: TenantScope, end: Int64) {
            self.database = database
            self.scope = scope
            self.end = end
        }

        /// The next piece; `nil` at the end.
        ///
        /// - Throws: A `PostgresError`; what was read so far is then no whole export.
        public mutating func next() async throws -> [UInt8]? {
            while true {
                switch self.part {
                case .segment:
                    guard let sealed = try await self.segment(after: self.number) else {
                        self.part = .dropsMeanwhile
                        guard !self.restarts.isEmpty else { continue }
                        return try Self.lines(self.restarts.map(\.members))
                    }
                    self.number = sealed.segment.number
                    let seed = sealed.segment.key.seed(of: self.scope.tenantID)
                    self.part = .decisions(of: sealed, after: nil, place: 0, hash: seed)
                    let begun = self.restarts.prefix { $0.restart.number <= sealed.segment.number }
                    self.restarts.removeFirst(begun.count)
                    return try Self.lines(begun.map(\.members) + [sealed.members])
                case .decisions(let sealed, let cursor, let place, let hash):
                    let page = try await self.decisions(of: sealed, after: cursor, place, hash)
                    guard let last = page.last else {
                        self.part = .segment
                        continue
                    }
                    self.part = .decisions(
                        of: sealed,
                        after: last.decision.cursor,
                        place: last.place,
                        hash: last.hash
                    )
                    return try Self.lines(page.map(\.members))
                case .dropsBefore:
                    self.drops = try await self.readDrops()
                    self.restarts = try await self.readRestarts()
                    self.part = .segment
                    guard !self.drops.isEmpty else { continue }
                    return try Self.lines(self.drops.map(\.members))
                case .dropsMeanwhile:
                    let known = Set(self.drops)
                    self.part = .strays
                    return try Self.lines(try await self.readDrops().filter { !known.contains($0) }.map(\.members))
                case .strays:
                    self.part = .end
                    return try Self.lines(try await self.readStrays().map(\.members))
                case .end:
                    return nil
                }
            }
        }

        private func segment(after number: Int64) async throws -> SealedSegment? {
            let (tenant, end) = (self.scope.tenantID, self.end)
            return try await self.database.inTenant(self.scope) { transaction in
                try await transaction.query(
                    """
                    SELECT \(SealedSegment.columns) FROM hookswitch.decision_segment AS s
                    WHERE s.tenant_id = \(tenant.uuid) AND s.number > \(number) AND s.number <= \(end)
                    ORDER BY s.number LIMIT 1
                    """
                ).first.map { try SealedSegment($0, of: tenant) }
            }
        }

        private func decisions(
            of sealed: SealedSegment,
            after cursor: DecisionCursor?,
            _ place: Int64,
            _ hash: AuditHash
        ) async throws -> [PlacedDecision] {
            let segment = sealed.segment
            let query = SegmentedDecision.page(
                of: self.scope.tenantID.uuid,
                segment.key,
                after: cursor,
                limit: Self.pageSize
            )
            let decisions = try await self.database.inTenant(self.scope) { transaction in
                try await transaction.query(query).map { try SegmentedDecision($0) }
            }
            var last = (place: place, hash: hash)
            return decisions.map { decision in
                last = (last.place + 1, decision.hash(after: last.hash))
                return PlacedDecision(segment: segment.number, place: last.place, decision: decision, hash: last.hash)
            }
        }

        private func readDrops() async throws -> [DroppedMonth] {
            try await self.database.inTenant(self.scope) { transaction in
                try await transaction.query(
                    """
                    SELECT (month - DATE '1970-01-01') AS month, dropped_at, key_id, signature
                    FROM hookswitch.decision_drop ORDER BY month, dropped_at
                    """
                ).map { try DroppedMonth($0) }
            }
        }

        private func readRestarts() async throws -> [SignedRestart] {
            let tenant = self.scope.tenantID
            return try await self.database.inTenant(self.scope) { transaction in
                try await transaction.query(
                    """
                    SELECT \(SignedRestart.columns) FROM hookswitch.decision_restart AS r
                    WHERE r.tenant_id = \(tenant.uuid) ORDER BY r.number
                    """
                ).map { try SignedRestart($0, of: tenant) }
            }
        }

        private func readStrays() async throws -> [StrayDecisions] {
            let tenant = self.scope.tenantID
            return try await self.database.inTenant(self.scope) { transaction in
                try await transaction.query(StrayDecisions.query(of: tenant.uuid))
                    .map { try StrayDecisions($0, of: tenant) }
            }
        }

        private static func lines(_ objects: [[String: AuditValue]]) throws -> [UInt8] {
            try objects.flatMap { Array((try AuditValue.members($0).json() + "\n").utf8) }
        }
    }
}
