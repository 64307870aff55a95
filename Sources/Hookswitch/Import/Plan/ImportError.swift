/// Why something of an import could not be done.
public enum ImportError: Error, Hashable, Sendable {
    /// There is no such plan, it is over, or it is another's.
    case unknownPlan
    /// The world has moved since the plan was made: what these rows would do is something else now. Nothing was changed.
    case stale([ImportIssue])
    /// This server's key ring lacks the key of a tenant, or of the plan's secrets. What was not applied is pending still.
    case keyRing(SealError)
}
