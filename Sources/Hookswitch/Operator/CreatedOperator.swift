public import Routing

/// An operator just made.
public struct CreatedOperator: Sendable {
    /// The operator as lists show them.
    public let details: OperatorDetails
    /// What binds whoever signs in with it first, shown this once; `nil` if the operator was named.
    public let invitation: Secret?
}
