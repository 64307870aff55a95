/// How many of a table's rows an application user may read.
public enum ReadDepth: String, Sendable, Hashable, CaseIterable {
    /// All of them.
    case organization
    /// Those it owns; the others are absent from answers, without an error.
    case user
    /// None: asking is 403.
    case none
}
