/// One page of the list of segments.
public struct SegmentPage: Codable, Hashable, Sendable {
    /// The segments, newest first.
    public let data: [SegmentView]
    /// Where the next page begins; `nil` on the last.
    public let next: String?
}
