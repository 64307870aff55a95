/// What a stream's reader is given.
public enum FeedSignal: Hashable, Sendable {
    /// A decision.
    case decision(FeedEvent)
    /// Decisions may be missing here, made from the first moment to the second: a search finds them.
    case skipped(since: Moment, until: Moment)
    /// There was nothing to say.
    case heartbeat
}
