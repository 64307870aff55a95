/// What one lane has done since its start.
struct SpoolLaneStatistics: Hashable, Sendable {
    var spooledCount = 0
    /// The last sequence that was written.
    var writtenSequence: Int64 = 0
    /// The last sequence that is in Postgres.
    var shippedSequence: Int64 = 0
    var lostCount = 0
    var syncFailureCount = 0
    var createdFileCount = 0
    /// When the oldest decision was made that is spooled and not shipped.
    var oldestUnshippedAt: Moment?
    /// How many sequences are written and not shipped; lost ones among them count too.
    var depth: Int {
        max(0, Int(self.writtenSequence - self.shippedSequence))
    }
    /// The system's error number of the last failure; 0 is "the spool is full".
    var lastFailure: Int32?
}
