/// What a spool has done since its start, and what it holds.
public struct SpoolStatistics: Hashable, Sendable {
    /// How many decisions were spooled.
    public var spooledCount = 0
    /// How many decisions of this start wait to be shipped.
    public var depth = 0
    /// How many decisions of this start are in Postgres.
    public var shippedCount = 0
    /// How many entries that earlier starts had left were shipped.
    public var leftoverShippedCount = 0
    /// How many decisions are lost because they could not be written. Above 0 somebody should look.
    public var lostCount = 0
    /// How many entries Postgres refused for what they say, of earlier starts too; they lie in `corrupt/`.
    public var refusedCount = 0
    /// How many sound entries this version cannot read; they lie in `corrupt/`.
    public var unreadableCount = 0
    /// How many files had damage in them; the damaged parts lie in `corrupt/`.
    public var corruptCount = 0
    /// How many files ended within an entry, as a cut of power leaves them.
    public var tornCount = 0
    /// How often something was to be set aside and `corrupt/` had no room for it, so that it is lost.
    public var discardedCount = 0
    /// How many decisions were thrown away instead of shipped, because their tenants were destroyed meanwhile.
    public var destroyedCount = 0
    /// How often the disk failed to take what was written.
    public var syncFailureCount = 0
    /// How many bytes the spool's files have, shipped and not yet deleted ones included.
    public var byteCount = 0
    /// When the oldest decision was made that is not shipped; `nil` if all are.
    public var oldestUnshippedAt: Moment?
    /// The system's error number of the last failure to write, 0 where the spool was full; `nil` if none failed.
    public var lastFailure: Int32?

    /// How many entries Postgres refused, or this version could not read.
    public var quarantinedCount: Int {
        self.refusedCount + self.unreadableCount
    }
}
