import Foundation
import Postgres

/// Records in the installation's audit which segments were sealed last. Somebody with all rights in the database could have
/// days sealed once more with other decisions; the audit, a chain that is signed by itself and kept elsewhere by whoever
/// exports it, then names two segments of one number.
struct SealedHeadRecord: Sendable {
    /// What the audit calls it.
    static let action = "decision.seal"
    /// The member that has the heads, each as ``SegmentHead/description``.
    static let member = "heads"

    /// How often at most: days are sealed in one go, and additions an hour after they began.
    private static let interval: Int32 = 3600
    /// Whoever seals takes the time first and commits then: what was on its way when heads were last recorded, in seconds.
    private static let overlap: Int32 = 60
    /// How many heads one record has: some ten kilobytes.
    private static let headsPerRecord = 100
    /// The advisory lock's number: "hookhead" in ASCII, so that it meets no other program's.
    private static let lock: Int64 = 0x686f_6f6b_6865_6164

    let database: Database

    /// Records what was sealed since it was last done, if that is long enough ago.
    ///
    /// - Returns: How many heads: one for each tenant of whom something was sealed.
    @discardableResult
    func runOnce() async throws -> Int {
        try await self.database.inFleet { transaction in
            // Another server is at it.
            let locks = try await transaction.query("SELECT pg_try_advisory_xact_lock(\(Self.lock)) AS is_held")
            guard try locks.first?.decode("is_held", as: Bool.self) == true else { return 0 }
            let heads = try await Self.heads(in: transaction)
            for start in stride(from: 0, to: heads.count, by: Self.headsPerRecord) {
                let some = heads[start..<min(start + Self.headsPerRecord, heads.count)]
                let after = AuditValue.members([Self.member: .list(some.map { .text($0.description) })])
                let entry = AuditEntry(action: Self.action, subject: "segments", before: nil, after: try after.json())
                try await entry.record(in: .installation, by: .processOwner, from: AuditOrigin(), through: transaction)
            }
            return heads.count
        }
    }

    /// The statement that finds when heads were last recorded. It is one probe of the index by action, also where none ever were:
    /// as a condition that an index could take, the chain would let the planner walk all of the installation's records back.
    static var last: Query {
        """
        SELECT recorded_at, recorded_at > clock_timestamp() - \(Self.interval) * interval '1 second' AS is_recent
        FROM hookswitch.audit_record
        WHERE action = \(Self.action) AND (tenant_id = \(AuditChainID.installation.uuid)) IS TRUE
        ORDER BY recorded_at DESC LIMIT 1
        """
    }

    private static func heads(in transaction: Transaction) async throws -> [SegmentHead] {
        let last = try await transaction.query(Self.last).first
        if let last, try last.decode("is_recent", as: Bool.self) { return [] }
        let since = try last?.decode("recorded_at", as: Moment.self)
        let from: Query = since.map { "\($0) - \(Self.overlap) * interval '1 second'" } ?? "'-infinity'::timestamptz"
        return try await transaction.query(
            """
            SELECT DISTINCT ON (s.tenant_id) s.tenant_id, s.number, s.hash FROM hookswitch.decision_segment AS s
            WHERE s.sealed_at > \(from) ORDER BY s.tenant_id, s.number DESC
            """
        ).map { row in
            SegmentHead(
                tenant: TenantID(try row.decode("tenant_id", as: UUID.self)),
                number: try row.decode("number"),
                hash: AuditHash(try row.decode("hash", as: [UInt8].self))
            )
        }
    }
}
