/// What an operator may do.
public enum OperatorRole: String, CaseIterable, Codable, Hashable, Sendable {
    /// Everything.
    case admin
}
