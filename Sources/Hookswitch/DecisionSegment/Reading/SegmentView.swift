import Postgres

/// A segment as the admin API and the command line show it.
public struct SegmentView: Codable, Hashable, Sendable {
    /// Its place in the tenant's chain, from 1.
    public let segment: Int64
    /// The day on which its decisions were made (UTC), such as `2026-11-22`.
    public let day: String
    /// 0 is the day itself; from 1 additions of what came late.
    public let part: Int64
    /// How many decisions it has, or had.
    public let decisionCount: Int64
    /// Its hash, 64 hexadecimal digits.
    public let hash: String
    /// When it was sealed, RFC 3339.
    public let sealedAt: String
    /// The name of the key that signed it.
    public let keyID: String
    /// When retention dropped its decisions, RFC 3339; `nil` if they are there.
    public let droppedAt: String?
    /// The segment in one word, which `hookswitch decision verify --head` takes.
    public let head: String

    enum CodingKeys: String, CodingKey {
        case segment, day, part, hash, head
        case decisionCount = "decision_count"
        case sealedAt = "sealed_at"
        case keyID = "key_id"
        case droppedAt = "dropped_at"
    }
}

extension SegmentView {
    init(_ row: Row, of tenant: TenantID) throws {
        let sealed = try SealedSegment(row, of: tenant)
        let segment = sealed.segment
        self.segment = segment.number
        self.day = segment.key.day.description
        self.part = Int64(segment.key.part)
        self.decisionCount = segment.decisionCount
        self.hash = sealed.hash.description
        self.sealedAt = sealed.sealedAt.date.rfc3339
        self.keyID = sealed.keyID
        self.droppedAt = try row.decode("dropped_at", as: Moment?.self)?.date.rfc3339
        self.head = SegmentHead(tenant: tenant, number: segment.number, hash: sealed.hash).description
    }
}
