/// One page of the list of operators.
public struct OperatorPage: Hashable, Sendable {
    /// The operators, newest first.
    public let data: [OperatorDetails]
    /// Where the next page begins; `nil` on the last.
    public let next: String?
}
