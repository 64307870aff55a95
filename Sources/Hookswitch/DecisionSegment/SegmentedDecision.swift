import Foundation
import Postgres

/// A decision as a segment covers it. Its texts are what Postgres keeps, whatever they say: a row that no version of ours
/// would write is sealed as it is and must not keep a day from being sealed.
struct SegmentedDecision: Hashable, Sendable {
    let id: DecisionID
    let decidedAt: Moment
    let writer: UUID
    let sequence: Int64
    let outcome: String
    let pool: String?
    let target: String?
    let choice: Int64?
    let tenantVersion: Int64
    let callerFact: String
    let targetID: String?
    let durationMicroseconds: Int64
    let caller: SegmentedCaller

    /// What the hashed bytes begin with.
    private static let domain = Array("hookswitch decision 1\n".utf8)

    /// Its hash, which stands on that of the decision before it.
    ///
    /// The bytes, version 1, integers big-endian: the domain `hookswitch decision 1` and a line feed · hash before, 32 bytes ·
    /// microseconds since 1970, 8 · spool writer, 16 · number, 8 · identity, 16 · outcome, text · pool, optional text ·
    /// target, optional text · choice, optional 8 · version of the tenant document, 8 · what was known of the caller, text ·
    /// queue's tag, optional text · duration in microseconds, 8 · ``SegmentedCaller/commitment``, optional 32. Texts and what
    /// is optional are as in ``AuditRecord/canonicalBytes``.
    func hash(after previous: AuditHash) -> AuditHash {
        var form = CanonicalForm(Self.domain)
        form.append(bytes: previous.bytes)
        form.append(self.decidedAt.microseconds)
        form.append(bytes: self.writer.bytes)
        form.append(self.sequence)
        form.append(bytes: self.id.uuid.bytes)
        form.append(self.outcome)
        form.append(optional: self.pool) { form, text in form.append(text) }
        form.append(optional: self.target) { form, text in form.append(text) }
        form.append(optional: self.choice) { form, choice in form.append(choice) }
        form.append(self.tenantVersion)
        form.append(self.callerFact)
        form.append(optional: self.targetID) { form, text in form.append(text) }
        form.append(self.durationMicroseconds)
        form.append(optional: self.caller.commitment) { form, hash in form.append(bytes: hash.bytes) }
        return AuditHash(of: form.bytes)
    }
}

extension SegmentedDecision {
    /// The columns that ``init(_:)`` reads.
    private static let columns: Query = """
        decision_id, decided_at, writer_id, sequence, outcome, pool, target, choice, tenant_version, caller_fact, target_id,
        duration_us, caller_mask, call_id, caller_commitment, erased_at,
        CASE WHEN erased_at IS NULL
            THEN hookswitch.caller_blind(writer_id, sequence, caller_digest, caller_sealed, lookup)
        END AS caller_blind
        """

    /// Some decisions of a segment, along the primary key, or along the index of what came late.
    ///
    /// - Parameters:
    ///   - tenant: Whose.
    ///   - key: Which of the tenant's segments.
    ///   - cursor: Where the page before ended; `nil` begins.
    ///   - limit: How many at most.
    static func page(of tenant: UUID, _ key: SegmentKey, after cursor: DecisionCursor?, limit: Int) -> Query {
        let part: Query = key.part == 0 ? "late_part IS NULL" : "late_part = \(key.part)"
        var query: Query = """
            SELECT \(Self.columns) FROM hookswitch.decision
            WHERE tenant_id = \(tenant) AND \(part) AND decided_at < \(key.day.end)
                AND decided_at >= \(cursor?.decidedAt ?? key.day.start)
            """
        if let cursor {
            query.append(
                " AND (decided_at, writer_id, sequence) > (\(cursor.decidedAt), \(cursor.writer), \(cursor.sequence))"
                    as Query
            )
        }
        query.append(" ORDER BY decided_at, writer_id, sequence LIMIT \(Int64(limit))" as Query)
        return query
    }

    init(_ row: Row) throws {
        self.id = DecisionID(try row.decode("decision_id"))
        self.decidedAt = try row.decode("decided_at")
        self.writer = try row.decode("writer_id")
        self.sequence = try row.decode("sequence")
        self.outcome = try row.decode("outcome")
        self.pool = try row.decode("pool")
        self.target = try row.decode("target")
        self.choice = try row.decode("choice", as: Int16?.self).map { Int64($0) }
        self.tenantVersion = Int64(try row.decode("tenant_version", as: Int32.self))
        self.callerFact = try row.decode("caller_fact")
        self.targetID = try row.decode("target_id")
        self.durationMicroseconds = Int64(try row.decode("duration_us", as: Int32.self))
        if let blind = try row.decode("caller_blind", as: [UInt8]?.self) {
            self.caller = .kept(
                blind: AuditHash(blind),
                mask: try row.decode("caller_mask"),
                callID: try row.decode("call_id")
            )
        } else {
            let commitment = try row.decode("caller_commitment", as: [UInt8]?.self)
            self.caller = commitment.map { .erased(commitment: AuditHash($0)) } ?? .absent
        }
    }

    /// Where a page ends that ends with this decision.
    var cursor: DecisionCursor {
        DecisionCursor(decidedAt: self.decidedAt, writer: self.writer, sequence: self.sequence)
    }
}
