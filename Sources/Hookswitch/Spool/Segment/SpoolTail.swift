import Foundation

/// How far one writer's spool has been shipped, as far as this process knows.
struct SpoolTail: Sendable {
    let writer: UUID
    /// The lane that writes; `nil` if an earlier start did.
    let lane: SpoolLane?
    /// The place of what is to be shipped next.
    var position: SpoolPosition
    /// The files of a dead writer behind the one of ``position``.
    var laterNumbers: [Int]
    /// What the cursor in Postgres says; `nil` if it must be asked.
    var cursor: Int64?
    /// The last sequence of which it is counted what became of it; `nil` until the cursor was first read.
    var countedSequence: Int64?
    /// Which entries were set aside because Postgres refuses them, of those that are not counted.
    var refused: Set<Int64> = []
    /// Up to where frames that cannot be read were set aside and counted; a batch that fails is read again.
    var inspected = SpoolPosition(number: 0, offset: 0)
    /// When the first of what is not shipped was decided, if it was read; of dead writers only.
    var oldestAt: Moment?

    /// The file behind another; `nil` if there is none.
    func number(after number: Int) -> Int? {
        guard let lane = self.lane else { return self.laterNumbers.first { $0 > number } }
        return number < lane.position.number ? number + 1 : nil
    }
}
