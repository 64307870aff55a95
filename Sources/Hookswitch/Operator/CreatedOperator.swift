public import Routing

/// An operator just made.
public struct CreatedOperator: Sendable {
    /// The operator as lists show them.
    public let details: OperatorDetails
    /// What binds whoever signs in with it first, shown this once; `nil` if the operator was named.
    public let invitation: Secret?

    /// What their making changed, or would: all but what is drawn when they are made.
    public var changes: [DocumentChange] {
        [DocumentChange(path: "operators[new]", before: nil, after: self.details.settings)]
    }
}
