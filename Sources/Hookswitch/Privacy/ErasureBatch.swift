import Postgres

/// Which decisions of an erased caller come next.
struct ErasureBatch: Hashable, Sendable {
    /// What came of one.
    enum Outcome: Hashable, Sendable {
        /// So many were erased; when the last of them was decided.
        case erased(count: Int64, lastAt: Moment)
        /// There are none of this digest; whether it was the last one.
        case none(isLast: Bool)
        /// Another server has the erasure in hand, or it has ended.
        case elsewhere
    }

    /// How many.
    var size = BatchSize()
    /// Which of the caller's digests: one for each key that the tenant has or had.
    var digestIndex = 0
    /// When the last that was erased was decided; `nil` at the beginning. What was erased needs not be passed over again.
    var after: Moment?

    /// The statement that erases the oldest decisions of one digest, and says how many and until when.
    ///
    /// - Parameter end: What was decided from then on is none of the erasure: of who goes on calling there would be no end.
    static func query(
        _ tenantID: TenantID,
        _ digest: [UInt8],
        after: Moment?,
        until end: Moment,
        limit: Int64
    ) -> Query {
        let place: Query = after.map { "AND decided_at >= \($0)" } ?? ""
        return """
            WITH erased AS (
                UPDATE hookswitch.decision AS d
                SET caller_digest = NULL, caller_mask = NULL, caller_sealed = NULL, call_id = NULL, lookup = NULL,
                    erased_at = now()
                FROM (
                    SELECT decided_at, writer_id, sequence FROM hookswitch.decision
                    WHERE tenant_id = \(tenantID.uuid) AND caller_digest = \(digest) AND decided_at < \(end) \(place)
                    ORDER BY decided_at LIMIT \(limit)
                ) AS next
                WHERE d.tenant_id = \(tenantID.uuid) AND d.decided_at = next.decided_at
                    AND d.writer_id = next.writer_id AND d.sequence = next.sequence AND d.caller_digest = \(digest)
                RETURNING d.decided_at
            )
            SELECT count(*) AS count, max(decided_at) AS last_at FROM erased
            """
    }
}
