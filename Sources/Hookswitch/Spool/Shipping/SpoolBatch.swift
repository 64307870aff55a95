import Foundation

/// What was read of one writer's spool to be shipped in one transaction.
struct SpoolBatch: Sendable {
    /// An entry and the frame that it was read from.
    struct Item: Sendable {
        let entry: SpoolEntry
        let frame: ArraySlice<UInt8>
    }

    /// Whose spool it is.
    let writer: UUID
    /// The sequence after which it begins: what the cursor in Postgres must say.
    let cursor: Int64
    /// The entries in order, all beyond the cursor.
    var items: [Item] = []
    /// How many bytes of frames they have.
    var byteCount = 0
    /// The file and the place in it behind the last entry; `nil` if the writer has nothing behind it and is dead.
    var end: SpoolPosition?
    /// Files of which nothing is behind the last entry.
    var finished: [Int] = []
    /// Whether it has all there is.
    var isLast = false
    /// The last sequence that the lane wrote, where the batch reads all of it; numbers up to it that are neither in the
    /// batch nor before it are missing.
    var reach: Int64?
    /// Entries that were read and are in Postgres already, after a commit whose answer was lost.
    var known: [SpoolEntry] = []
    /// Up to where frames that cannot be read were set aside.
    var inspected: SpoolPosition
    /// How many were, in this batch.
    var unreadableCount = 0
}
