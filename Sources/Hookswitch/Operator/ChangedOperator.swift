/// An operator who was changed, or would be.
public struct ChangedOperator: Sendable {
    /// The operator as they are then.
    public let details: OperatorDetails
    /// What changed, member by member.
    public let changes: [DocumentChange]
}
