import Foundation

/// A decision in its place in a segment, as a line of an export has it.
struct PlacedDecision: Hashable, Sendable {
    /// The kind of line in an export.
    static let lineType = "decision"

    /// The segment's number in the tenant's chain.
    let segment: Int64
    /// The decision's place in the segment, from 1.
    let place: Int64
    let decision: SegmentedDecision
    /// The hash that is said to be its own.
    let hash: AuditHash

    private static let names = [
        "type", "segment", "place", "id", "at", "writer", "sequence", "outcome", "pool", "target", "choice", "version",
        "caller_fact", "target_id", "duration_us", "caller", "call_id", "caller_blind", "caller_commitment", "hash",
    ]

    /// The decision as a line of an export has it. What is absent has no member.
    var members: [String: AuditValue] {
        let decision = self.decision
        var members: [String: AuditValue] = [
            "type": .text(Self.lineType),
            "segment": .integer(self.segment),
            "place": .integer(self.place),
            "id": .text(decision.id.description),
            "at": .text(decision.decidedAt.exactText),
            "writer": .text(decision.writer.uuidString.lowercased()),
            "sequence": .integer(decision.sequence),
            "outcome": .text(decision.outcome),
            "version": .integer(decision.tenantVersion),
            "caller_fact": .text(decision.callerFact),
            "duration_us": .integer(decision.durationMicroseconds),
            "hash": .text(self.hash.description),
        ]
        members["pool"] = decision.pool.map { .text($0) }
        members["target"] = decision.target.map { .text($0) }
        members["choice"] = decision.choice.map { .integer($0) }
        members["target_id"] = decision.targetID.map { .text($0) }
        switch decision.caller {
        case .absent: break
        case .erased(let commitment): members["caller_commitment"] = .text(commitment.description)
        case .kept(let blind, let mask, let callID):
            members["caller_blind"] = .text(blind.description)
            members["caller"] = mask.map { .text($0) }
            members["call_id"] = callID.map { .text($0) }
        }
        return members
    }
}

extension PlacedDecision {
    /// Reads ``members``, strictly: a member that the hash does not cover would be one that anybody may add.
    init(members: [String: AuditValue]) throws(AuditLineError) {
        for name in members.keys.sorted() where !Self.names.contains(name) { throw .unknown(name) }
        self.segment = try AuditLineError.read("segment", members) { $0.integer }
        self.place = try AuditLineError.read("place", members) { $0.integer }
        self.hash = try AuditLineError.read("hash", members) { $0.text.flatMap(AuditHash.init(parsing:)) }
        self.decision = SegmentedDecision(
            id: try AuditLineError.read("id", members) { $0.text.flatMap(DecisionID.init(parsing:)) },
            decidedAt: try AuditLineError.read("at", members) { $0.text.flatMap(Moment.init(exactText:)) },
            writer: try AuditLineError.read("writer", members) { value -> UUID? in
                let id = value.text.flatMap(UUID.init(uuidString:))
                return id?.uuidString.lowercased() == value.text ? id : nil
            },
            sequence: try AuditLineError.read("sequence", members) { $0.integer },
            outcome: try AuditLineError.read("outcome", members) { $0.text },
            pool: try AuditLineError.readIfPresent("pool", members) { $0.text },
            target: try AuditLineError.readIfPresent("target", members) { $0.text },
            choice: try AuditLineError.readIfPresent("choice", members) { $0.integer },
            tenantVersion: try AuditLineError.read("version", members) { $0.integer },
            callerFact: try AuditLineError.read("caller_fact", members) { $0.text },
            targetID: try AuditLineError.readIfPresent("target_id", members) { $0.text },
            durationMicroseconds: try AuditLineError.read("duration_us", members) { $0.integer },
            caller: try Self.caller(members)
        )
    }

    private static func caller(_ members: [String: AuditValue]) throws(AuditLineError) -> SegmentedCaller {
        let blind = try AuditLineError.readIfPresent("caller_blind", members) {
            $0.text.flatMap(AuditHash.init(parsing:))
        }
        let commitment = try AuditLineError.readIfPresent("caller_commitment", members) {
            $0.text.flatMap(AuditHash.init(parsing:))
        }
        let mask = try AuditLineError.readIfPresent("caller", members) { $0.text }
        let callID = try AuditLineError.readIfPresent("call_id", members) { $0.text }
        if let blind {
            guard commitment == nil else { throw .unknown("caller_commitment") }
            return .kept(blind: blind, mask: mask, callID: callID)
        }
        guard mask == nil else { throw .unknown("caller") }
        guard callID == nil else { throw .unknown("call_id") }
        return commitment.map { .erased(commitment: $0) } ?? .absent
    }
}
