/// Why something of an operator could not be done.
public enum OperatorFailure: Error, Hashable, Sendable {
    /// The cursor is not one that a page gave.
    case cursor
    /// Nobody would be left who may do everything in all tenants and has signed in.
    case lastAdmin
    /// Somebody has this identity already.
    case identityTaken
}
