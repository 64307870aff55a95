/// What one round of sealing did.
struct SealingProgress: Hashable, Sendable {
    /// How many segments were sealed.
    var sealedCount = 0
    /// How many decisions they have.
    var decisionCount: Int64 = 0
    /// Whether more is due than one round does.
    var isCaughtUp = true
    /// How many days have something that is not sealed yet, though they are over.
    var unsealedDayCount = 0
}
