/// One page of the list of sessions.
public struct SessionPage: Hashable, Sendable {
    /// The sessions, newest first.
    public let data: [SessionView]
    /// Where the next page begins; `nil` on the last.
    public let next: String?
}
