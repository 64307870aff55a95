public import Foundation

/// The name of a decision. It begins with the decision's time and ends with its place in the spool, so it is made without
/// chance or a counter of its own, and a search by it goes straight to its moment.
///
/// The bits are those of a UUID of version 7: 48 of milliseconds, 12 of the fraction in 1/4096 ms, 30 of the spool writer
/// and 32 of the sequence.
public struct DecisionID: ResourceID {
    /// `dec`
    public static let prefix = "dec"

    /// The identity as Postgres keeps it.
    public let uuid: UUID

    /// Names a decision that has a name.
    public init(_ uuid: UUID) {
        self.uuid = uuid
    }

    /// Names a decision.
    ///
    /// - Parameters:
    ///   - moment: When it was made.
    ///   - writer: Which spool writer recorded it.
    ///   - sequence: Its number in that writer's spool.
    public init(decidedAt moment: Moment, writer: UUID, sequence: Int64) {
        let microseconds = UInt64(clamping: moment.microseconds)
        let milliseconds = microseconds / 1000
        // The next 1/4096 ms at or above the microsecond, so that reading it back gives the same microsecond.
        let fraction = (microseconds % 1000 * 4096 + 999) / 1000
        let high = milliseconds << 16 | 0x7000 | (fraction & 0xFFF)
        let low =
            0x8000_0000_0000_0000 | (writer.halves.low & 0x3FFF_FFFF) << 32 | UInt64(truncatingIfNeeded: sequence)
            & 0xFFFF_FFFF
        self.uuid = UUID(high: high, low: low)
    }

    /// When the decision was made.
    public var decidedAt: Moment {
        let high = self.uuid.halves.high
        return Moment(microseconds: Int64(high >> 16) * 1000 + Int64((high & 0xFFF) * 1000 / 4096))
    }
}
