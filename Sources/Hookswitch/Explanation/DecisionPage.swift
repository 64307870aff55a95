/// One page of the list of decisions.
public struct DecisionPage: Codable, Hashable, Sendable {
    /// The decisions, newest first.
    public let data: [DecisionView]
    /// Where the next page begins; `nil` on the last.
    public let next: String?
}
