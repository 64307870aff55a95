/// One page of what a search found.
public struct FoundDecisions: Hashable, Sendable {
    /// The page.
    public let page: DecisionPage
    /// From when decisions were searched.
    public let since: Moment
    /// Until when decisions were searched; that moment itself is not.
    public let until: Moment
}
