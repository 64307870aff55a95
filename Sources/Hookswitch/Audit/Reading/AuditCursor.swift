import Foundation

/// Where a page of audit records ended: it names a record, so that it stays right while new ones come.
struct AuditCursor: Hashable, Sendable {
    /// When the page's last record was written.
    let recordedAt: Moment
    /// Which it is.
    let id: AuditID

    init(recordedAt: Moment, id: AuditID) {
        self.recordedAt = recordedAt
        self.id = id
    }

    /// Reads ``text``; `nil` for anything else.
    init?(parsing text: String) {
        let halves = Array(text.utf8).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard halves.count == 2, let place = Base32.decode128(halves[0]), let id = Base32.decode128(halves[1]),
            place.low == 0, let recordedAt = Moment(storable: Int64(bitPattern: place.high))
        else { return nil }
        self.recordedAt = recordedAt
        self.id = AuditID(UUID(high: id.high, low: id.low))
    }

    /// The cursor as clients carry it from page to page: 53 characters that a URL takes as they are.
    var text: String {
        let place = UUID(high: UInt64(bitPattern: self.recordedAt.microseconds), low: 0)
        return Base32.encode(place.bytes) + "." + Base32.encode(self.id.uuid.bytes)
    }
}
