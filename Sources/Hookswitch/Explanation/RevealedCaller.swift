/// A caller's number, shown to an operator who said why.
public struct RevealedCaller: Codable, Hashable, Sendable {
    /// The decision, `dec_…`.
    public let id: String
    /// The caller's number in E.164.
    public let number: String
}
