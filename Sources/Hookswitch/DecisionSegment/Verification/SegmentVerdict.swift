/// What came of verifying an export of segments.
public struct SegmentVerdict: Codable, Hashable, Sendable {
    /// A tenant of the file.
    public struct Tenant: Codable, Hashable, Sendable {
        /// Whose, `ten_…`.
        public let tenantID: String
        /// How many segments, from the first, are as they should be.
        public let segmentCount: Int64
        /// How many decisions in them are there and as they should be.
        public let decisionCount: Int64
        /// Of how many of these the caller was erased.
        public let erasedCount: Int64
        /// How many segments have no decisions any more, because retention dropped their month.
        public let droppedSegmentCount: Int64
        /// How many decisions those had.
        public let droppedDecisionCount: Int64
        /// The first day of which there is a segment; `nil` without a segment.
        public let firstDay: String?
        /// The last day of which there is one; `nil` likewise.
        public let lastDay: String?
        /// The last segment, to be kept elsewhere and given as `--head` next time; `nil` if there is a fault.
        public let head: String?
        /// When it was sealed, RFC 3339; `nil` likewise.
        public let sealedAt: String?

        enum CodingKeys: String, CodingKey {
            case head
            case tenantID = "tenant_id"
            case segmentCount = "segment_count"
            case decisionCount = "decision_count"
            case erasedCount = "erased_count"
            case droppedSegmentCount = "dropped_segment_count"
            case droppedDecisionCount = "dropped_decision_count"
            case firstDay = "first_day"
            case lastDay = "last_day"
            case sealedAt = "sealed_at"
        }
    }

    /// The tenants, in the order of the file.
    public let tenants: [Tenant]
    /// The first fault of each tenant that has one, the first of the file first.
    public let faults: [SegmentFault]
    /// Whether every segment is there, with every decision that was not dropped, unchanged and in its place.
    public var isIntact: Bool { self.faults.isEmpty }

    enum CodingKeys: String, CodingKey {
        case tenants, faults
    }
}
