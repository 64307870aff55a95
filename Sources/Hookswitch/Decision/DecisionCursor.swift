public import Foundation

/// Where a page of decisions ended. It stays right while new decisions come in, for it names a decision and not a number
/// of rows.
public struct DecisionCursor: Hashable, Sendable {
    /// When the page's last decision was made.
    public let decidedAt: Moment
    /// Which spool writer recorded it.
    public let writer: UUID
    /// Its number in that writer's spool.
    public let sequence: Int64

    init(decidedAt: Moment, writer: UUID, sequence: Int64) {
        self.decidedAt = decidedAt
        self.writer = writer
        self.sequence = sequence
    }

    /// Reads what ``text`` wrote.
    ///
    /// - Returns: `nil` for anything else.
    public init?(parsing text: String) {
        let halves = Array(text.utf8).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard halves.count == 2, let place = Base32.decode128(halves[0]), let writer = Base32.decode128(halves[1]),
            let decidedAt = Moment(storable: Int64(bitPattern: place.high))
        else { return nil }
        self.decidedAt = decidedAt
        self.sequence = Int64(bitPattern: place.low)
        self.writer = UUID(high: writer.high, low: writer.low)
    }

    /// The cursor as clients carry it from page to page: 53 characters that a URL takes as they are.
    public var text: String {
        let place = UUID(high: UInt64(bitPattern: self.decidedAt.microseconds), low: UInt64(bitPattern: self.sequence))
        return Base32.encode(place.bytes) + "." + Base32.encode(self.writer.bytes)
    }
}
