/// Why something of an operator could not be done.
public enum OperatorFailure: Error, Hashable, Sendable {
    /// The cursor is not one that a page gave.
    case cursor
    /// Nobody would be left who may do everything in all tenants and has signed in.
    case lastAdmin
    /// The change was meant for another version than the one there is.
    case versionConflict(sent: Int32?, current: Int32)
    /// Somebody has this identity already.
    case identityTaken
}
