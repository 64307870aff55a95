import Foundation

/// How long the files that lanes write have had something in them.
struct SegmentAges: Sendable {
    private struct Beginning: Sendable {
        let number: Int
        let seenAt: Moment
    }

    private var beginnings: [UUID: Beginning] = [:]

    /// How long ago it was first seen that there is something in the file that a lane writes; nothing is as old as zero.
    mutating func age(of writer: UUID, at position: SpoolLanePosition, now: Moment) -> Duration {
        guard position.byteCount > 0 else {
            self.beginnings[writer] = nil
            return .zero
        }
        // A clock that was set back makes nothing older than it is.
        if let beginning = self.beginnings[writer], beginning.number == position.number, beginning.seenAt <= now {
            return .microseconds(now.microseconds - beginning.seenAt.microseconds)
        }
        self.beginnings[writer] = Beginning(number: position.number, seenAt: now)
        return .zero
    }
}
