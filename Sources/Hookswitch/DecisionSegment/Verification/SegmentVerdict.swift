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
        /// Where an operator began anew, because the end was not as it was sealed.
        public let restarts: [Restart]
        /// Days that were sealed long after they were over.
        public let lateSeals: [LateSeal]
        /// The last segment, to be kept elsewhere and given as `--head` next time; `nil` if there is a fault.
        public let head: String?
        /// When it was sealed, RFC 3339; `nil` likewise.
        public let sealedAt: String?

        enum CodingKeys: String, CodingKey {
            case head, restarts
            case lateSeals = "late_seals"
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

    /// That an operator began a chain anew.
    public struct Restart: Codable, Hashable, Sendable {
        /// The number of the first segment behind it.
        public let segment: Int64
        /// When, RFC 3339.
        public let restartedAt: String
        /// Why.
        public let reason: String

        enum CodingKeys: String, CodingKey {
            case segment, reason
            case restartedAt = "restarted_at"
        }

        init(_ signed: SignedRestart) {
            self.segment = signed.restart.number
            self.restartedAt = signed.restart.restartedAt.exactText
            self.reason = signed.restart.reason
        }
    }

    /// A day that was sealed long after it was over: the servers were away, or somebody had it sealed once more.
    public struct LateSeal: Codable, Hashable, Sendable {
        /// So long after its end a day is sealed at the latest where all goes well, and so that a weekend is no finding, in
        /// days.
        private static let patience: Int32 = 3

        /// The segment's number.
        public let segment: Int64
        /// Its day.
        public let day: String
        /// When it was sealed, RFC 3339.
        public let sealedAt: String

        enum CodingKeys: String, CodingKey {
            case segment, day
            case sealedAt = "sealed_at"
        }

        /// `nil` if it was sealed in time, or is an addition, which comes when it comes.
        init?(_ sealed: SealedSegment) {
            let key = sealed.segment.key
            guard key.part == 0, UTCDay(of: sealed.sealedAt).number - key.day.number > Self.patience else { return nil }
            self.segment = sealed.segment.number
            self.day = key.day.description
            self.sealedAt = sealed.sealedAt.exactText
        }
    }

    /// The tenants, in the order of the file.
    public let tenants: [Tenant]
    /// The first fault of each tenant that has one, and of each part of its chain between restarts, the first of the file first.
    public let faults: [SegmentFault]
    /// Whether every segment is there, with every decision that was not dropped, unchanged and in its place.
    public var isIntact: Bool { self.faults.isEmpty }

    enum CodingKeys: String, CodingKey {
        case tenants, faults
    }
}
