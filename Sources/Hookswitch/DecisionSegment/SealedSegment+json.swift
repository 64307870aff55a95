extension SealedSegment {
    /// The kind of line in an export.
    static let lineType = "segment"
    private static let names = [
        "type", "tenant_id", "segment", "day", "part", "decision_count", "root", "previous_hash", "hash", "sealed_at",
        "key_id", "signature",
    ]

    /// The segment as a line of an export has it.
    var members: [String: AuditValue] {
        let segment = self.segment
        return [
            "type": .text(Self.lineType),
            "tenant_id": .text(segment.tenant.description),
            "segment": .integer(segment.number),
            "day": .text(segment.key.day.description),
            "part": .integer(Int64(segment.key.part)),
            "decision_count": .integer(segment.decisionCount),
            "root": .text(segment.root.description),
            "previous_hash": .text(segment.previousHash.description),
            "hash": .text(self.hash.description),
            "sealed_at": .text(self.sealedAt.exactText),
            "key_id": .text(self.keyID),
            "signature": .text(Hexadecimal.encode(self.signature)),
        ]
    }

    /// Reads ``members``, strictly.
    init(members: [String: AuditValue]) throws(AuditLineError) {
        for name in members.keys.sorted() where !Self.names.contains(name) { throw .unknown(name) }
        self.segment = DecisionSegment(
            tenant: try AuditLineError.read("tenant_id", members) { value -> TenantID? in
                guard case .tenant(let id)? = value.text.flatMap(AuditChainID.init(parsing:)) else { return nil }
                return id
            },
            number: try AuditLineError.read("segment", members) { $0.integer },
            previousHash: try AuditLineError.read("previous_hash", members) {
                $0.text.flatMap(AuditHash.init(parsing:))
            },
            key: SegmentKey(
                day: try AuditLineError.read("day", members) { $0.text.flatMap(UTCDay.init(parsing:)) },
                part: try AuditLineError.read("part", members) { $0.integer.flatMap(Int16.init(exactly:)) }
            ),
            decisionCount: try AuditLineError.read("decision_count", members) { $0.integer },
            root: try AuditLineError.read("root", members) { $0.text.flatMap(AuditHash.init(parsing:)) }
        )
        self.hash = try AuditLineError.read("hash", members) { $0.text.flatMap(AuditHash.init(parsing:)) }
        self.sealedAt = try AuditLineError.read("sealed_at", members) { $0.text.flatMap(Moment.init(exactText:)) }
        self.keyID = try AuditLineError.read("key_id", members) { $0.text }
        self.signature = try AuditLineError.read("signature", members) { $0.text.flatMap(Hexadecimal.decode) }
    }
}
