import Routing

/// A decision as a line of an export: all that is kept of it but the caller's number, which is masked.
struct ExportedDecision: Codable, Hashable, Sendable {
    /// The name, `dec_…`.
    let id: String
    /// When it was made, RFC 3339 to the microsecond.
    let at: String
    /// What became of the call.
    let outcome: String
    /// The pool's number; `nil` if the text was no number.
    let pool: String?
    /// Where the call went; `nil` is the default route.
    let target: String?
    /// The place of the rule that chose, from 0; `nil` if none did.
    let choice: Int?
    /// The version of the tenant's document.
    let version: Int32
    /// What was known of the caller.
    let callerFact: String
    /// The caller's number with most digits hidden; `nil` if none is kept.
    let caller: String?
    /// The telephony cloud's name of the call.
    let callID: String?
    /// The queue's symbolic tag.
    let targetID: String?
    /// From the request's last byte to the decision, in milliseconds.
    let durationMilliseconds: Double
    /// When the caller was erased; `nil` if it was not.
    let erasedAt: String?

    enum CodingKeys: String, CodingKey {
        case id, at, outcome, pool, target, choice, version, caller
        case callerFact = "caller_fact"
        case callID = "call_id"
        case targetID = "target_id"
        case durationMilliseconds = "duration_ms"
        case erasedAt = "erased_at"
    }

    init(_ row: DecisionRow) {
        self.id = row.id.description
        self.at = row.decidedAt.exactText
        self.outcome = row.outcome.rawValue
        self.pool = row.pool?.e164
        self.target = row.target?.e164
        self.choice = row.choice.map { Int($0.storedValue) }
        self.version = row.tenantVersion
        self.callerFact = row.callerFact.text
        self.caller = row.callerMask
        self.callID = row.callID
        self.targetID = row.targetID
        self.durationMilliseconds = Double(row.durationMicroseconds) / 1000
        self.erasedAt = row.erasedAt?.exactText
    }
}
