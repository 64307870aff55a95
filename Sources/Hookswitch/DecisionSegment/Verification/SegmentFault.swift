/// What is wrong with an export of segments, and where it is wrong first.
public struct SegmentFault: Codable, Hashable, Sendable {
    /// What is wrong.
    public let kind: AuditFault.Kind
    /// Whose decisions, `ten_…`; `nil` if nothing readable came before.
    public let tenantID: String?
    /// The first bad segment's number; `nil` if none can be named.
    public let segment: Int64?
    /// The segment's day, where it is known.
    public let day: String?
    /// The first bad decision's place in the segment; `nil` if the segment itself is bad.
    public let place: Int64?
    /// The last decision that may be bad, where it is certain only that one of several is.
    public let lastPlace: Int64?
    /// The line of the file, from 1, where it shows.
    public let line: Int?
    /// The finding as a sentence.
    public let detail: String

    enum CodingKeys: String, CodingKey {
        case kind, segment, day, place, line, detail
        case tenantID = "tenant_id"
        case lastPlace = "last_place"
    }

    /// Where a fault is.
    struct Site: Hashable, Sendable {
        var tenant: TenantID?
        var segment: Int64?
        var day: UTCDay?
        var places: ClosedRange<Int64>?
        var line: Int?
    }

    init(_ kind: AuditFault.Kind, at site: Site, _ detail: String) {
        self.kind = kind
        self.tenantID = site.tenant?.description
        self.segment = site.segment
        self.day = site.day?.description
        self.place = site.places?.lowerBound
        self.lastPlace = site.places.flatMap { $0.upperBound > $0.lowerBound ? $0.upperBound : nil }
        self.line = site.line
        self.detail = detail
    }
}
