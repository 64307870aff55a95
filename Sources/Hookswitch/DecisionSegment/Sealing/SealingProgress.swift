/// What one round of sealing did.
struct SealingProgress: Hashable, Sendable {
    /// How many segments were sealed.
    var sealedCount = 0
    /// How many decisions they have.
    var decisionCount: Int64 = 0
    /// How many segments were tried, those included that could not be sealed.
    var triedCount = 0
    /// How many decisions were read for them.
    var readCount: Int64 = 0
    /// Whether more is due than one round does.
    var isCaughtUp = true
    /// How many days have something that is not sealed yet, though they are over.
    var unsealedDayCount = 0
    /// How many of them take decisions still, though it is time to close them.
    var unclosedDayCount = 0
    /// Of how many tenants nothing is sealed, because the end of the chain was changed.
    var brokenChainCount = 0
}
