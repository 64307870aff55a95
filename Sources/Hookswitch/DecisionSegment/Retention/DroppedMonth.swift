import Postgres

/// That the decisions of a month were dropped because their time was over, with the server's signature: whoever deletes
/// decisions behind our back cannot say that it was retention.
struct DroppedMonth: Hashable, Sendable {
    /// The kind of line in an export.
    static let lineType = "drop"
    /// What the signed bytes begin with.
    private static let domain = Array("hookswitch decision drop 1\n".utf8)
    private static let names = ["type", "month", "dropped_at", "key_id", "signature"]

    /// The first of the month.
    let month: UTCDay
    /// When: what was sealed until then has no decisions any more.
    let droppedAt: Moment
    /// The name of the public key: ``AuditPublicKey/id``.
    let keyID: String
    /// Ed25519 (RFC 8032), 64 bytes.
    let signature: [UInt8]

    /// The bytes that are signed: the domain `hookswitch decision drop 1` and a line feed, the days since 1970 of the first
    /// of the month, 8 bytes, and the microseconds since 1970 of the drop, 8.
    private static func message(_ month: UTCDay, at moment: Moment) -> [UInt8] {
        var form = CanonicalForm(Self.domain)
        form.append(Int64(month.number))
        form.append(moment.microseconds)
        return form.bytes
    }

    /// Whether it is this key's signature.
    func isSigned(by key: AuditPublicKey) -> Bool {
        key.isSignature(self.signature, of: Self.message(self.month, at: self.droppedAt))
    }

    /// Whether the segment's decisions went with it.
    func covers(_ sealed: SealedSegment) -> Bool {
        sealed.sealedAt <= self.droppedAt && sealed.segment.key.day.isInMonth(of: self.month)
    }
}

extension DroppedMonth {
    /// Signs that a month is dropped.
    init(_ month: UTCDay, with key: AuditSigningKey, at moment: Moment) throws {
        self.month = month
        self.droppedAt = moment
        self.keyID = key.publicKey.id
        self.signature = try key.signature(of: Self.message(month, at: moment))
    }

    /// Reads the columns `month`, in days since 1970, `dropped_at`, `key_id` and `signature`.
    init(_ row: Row) throws {
        self.month = UTCDay(number: try row.decode("month"))
        self.droppedAt = try row.decode("dropped_at")
        self.keyID = try row.decode("key_id")
        self.signature = try row.decode("signature")
    }

    /// The drop as a line of an export has it.
    var members: [String: AuditValue] {
        [
            "type": .text(Self.lineType),
            "month": .text(self.month.description),
            "dropped_at": .text(self.droppedAt.exactText),
            "key_id": .text(self.keyID),
            "signature": .text(Hexadecimal.encode(self.signature)),
        ]
    }

    /// Reads ``members``, strictly.
    init(members: [String: AuditValue]) throws(AuditLineError) {
        for name in members.keys.sorted() where !Self.names.contains(name) { throw .unknown(name) }
        self.month = try AuditLineError.read("month", members) { value -> UTCDay? in
            value.text.flatMap(UTCDay.init(parsing:)).flatMap { $0.isFirstOfMonth ? $0 : nil }
        }
        self.droppedAt = try AuditLineError.read("dropped_at", members) { $0.text.flatMap(Moment.init(exactText:)) }
        self.keyID = try AuditLineError.read("key_id", members) { $0.text }
        self.signature = try AuditLineError.read("signature", members) { $0.text.flatMap(Hexadecimal.decode) }
    }
}
