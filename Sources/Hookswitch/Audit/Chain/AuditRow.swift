import Foundation
import Postgres

/// A record as Postgres keeps it; one from before chains has no place yet.
struct AuditRow: Hashable, Sendable {
    let chain: AuditChainID
    let id: AuditID
    let recordedAt: Moment
    let actor: AuditActor
    let origin: AuditOrigin
    let action: String
    let subject: String
    let before: AuditValue?
    let after: AuditValue?
    /// Its place and its hashes, once it has them.
    let place: Place?

    /// A record's place in its chain.
    struct Place: Hashable, Sendable {
        let sequence: Int64
        let previousHash: AuditHash
        let hash: AuditHash
    }

    /// The columns that ``init(_:)`` reads, of `audit_record AS r`.
    static let columns: Query = """
        r.tenant_id, r.audit_id, r.recorded_at, r.actor, r.token_id, r.source, r.request_id, r.action, r.subject,
        r.before::text AS before, r.after::text AS after, r.reason, r.sequence, r.previous_hash, r.hash
        """

    init(_ row: Row) throws {
        self.chain = AuditChainID(try row.decode("tenant_id", as: UUID.self))
        self.id = AuditID(try row.decode("audit_id", as: UUID.self))
        self.recordedAt = try row.decode("recorded_at", as: Moment.self)
        self.actor = AuditActor(
            text: try row.decode("actor", as: String.self),
            tokenID: try row.decode("token_id", as: UUID?.self)
        )
        self.origin = AuditOrigin(
            requestID: try row.decode("request_id", as: String?.self),
            source: try row.decode("source", as: String?.self),
            reason: try row.decode("reason", as: String?.self)
        )
        self.action = try row.decode("action", as: String.self)
        self.subject = try row.decode("subject", as: String.self)
        self.before = try row.decode("before", as: String?.self).map { try AuditValue(json: $0) }
        self.after = try row.decode("after", as: String?.self).map { try AuditValue(json: $0) }
        self.place = try row.decode("sequence", as: Int64?.self).map { sequence in
            Place(
                sequence: sequence,
                previousHash: AuditHash(try row.decode("previous_hash", as: [UInt8].self)),
                hash: AuditHash(try row.decode("hash", as: [UInt8].self))
            )
        }
    }

    /// The record at a place.
    func record(at sequence: Int64, after previousHash: AuditHash) -> AuditRecord {
        AuditRecord(
            chain: self.chain,
            sequence: sequence,
            previousHash: previousHash,
            id: self.id,
            recordedAt: self.recordedAt,
            actor: self.actor,
            origin: self.origin,
            action: self.action,
            subject: self.subject,
            before: self.before,
            after: self.after
        )
    }

    /// The record at its place, with the hash that Postgres has for it; `nil` if it has no place yet.
    var chained: ChainedAuditRecord? {
        self.place.map { place in
            ChainedAuditRecord(
                record: self.record(at: place.sequence, after: place.previousHash),
                hash: place.hash
            )
        }
    }
}
