import Foundation

extension ChainedAuditRecord {
    /// The kind of line in an export.
    static let lineType = "record"

    /// The members of a line that must be there.
    private static let required = [
        "type", "chain", "sequence", "id", "recorded_at", "actor", "action", "subject", "previous_hash", "hash",
    ]
    /// The members that may be.
    private static let optional = ["token_id", "source", "request_id", "before", "after", "reason"]

    /// The record as a line of an export has it.
    var members: [String: AuditValue] {
        let record = self.record
        var members: [String: AuditValue] = [
            "type": .text(Self.lineType),
            "chain": .text(record.chain.description),
            "sequence": .integer(record.sequence),
            "id": .text(record.id.description),
            "recorded_at": .text(record.recordedAt.exactText),
            "actor": .text(record.actor.text),
            "action": .text(record.action),
            "subject": .text(record.subject),
            "previous_hash": .text(record.previousHash.description),
            "hash": .text(self.hash.description),
        ]
        members["token_id"] = record.actor.tokenID.map { .text($0.uuidString.lowercased()) }
        members["source"] = record.origin.source.map { .text($0) }
        members["request_id"] = record.origin.requestID.map { .text($0) }
        members["before"] = record.before
        members["after"] = record.after
        members["reason"] = record.origin.reason.map { .text($0) }
        return members
    }

    /// Reads ``members``, strictly: a member that the hash does not cover would be one that anybody may add.
    ///
    /// - Throws: ``AuditLineError`` with the first member that is missing, unknown or not what it must be.
    init(members: [String: AuditValue]) throws(AuditLineError) {
        for name in Self.required where members[name] == nil { throw .missing(name) }
        for name in members.keys.sorted() where !(Self.required + Self.optional).contains(name) { throw .unknown(name) }

        let chain = try AuditLineError.read("chain", members) { $0.text.flatMap(AuditChainID.init(parsing:)) }
        let tokenID = try AuditLineError.readIfPresent("token_id", members) { $0.text.flatMap(Self.uuid) }
        let actor = try AuditLineError.read("actor", members) { value -> AuditActor? in
            guard let text = value.text else { return nil }
            let actor = AuditActor(text: text, tokenID: tokenID)
            return actor.text == text && actor.tokenID == tokenID ? actor : nil
        }
        let record = AuditRecord(
            chain: chain,
            sequence: try AuditLineError.read("sequence", members) { $0.integer },
            previousHash: try AuditLineError.read("previous_hash", members) {
                $0.text.flatMap(AuditHash.init(parsing:))
            },
            id: try AuditLineError.read("id", members) { $0.text.flatMap(AuditID.init(parsing:)) },
            recordedAt: try AuditLineError.read("recorded_at", members) { $0.text.flatMap(Moment.init(exactText:)) },
            actor: actor,
            origin: AuditOrigin(
                requestID: try AuditLineError.readIfPresent("request_id", members) { $0.text },
                source: try AuditLineError.readIfPresent("source", members) { $0.text },
                reason: try AuditLineError.readIfPresent("reason", members) { $0.text }
            ),
            action: try AuditLineError.read("action", members) { $0.text },
            subject: try AuditLineError.read("subject", members) { $0.text },
            before: members["before"],
            after: members["after"]
        )
        self.init(
            record: record,
            hash: try AuditLineError.read("hash", members) { $0.text.flatMap(AuditHash.init(parsing:)) }
        )
    }

    private static func uuid(_ text: String) -> UUID? {
        UUID(uuidString: text).flatMap { $0.uuidString.lowercased() == text ? $0 : nil }
    }
}
