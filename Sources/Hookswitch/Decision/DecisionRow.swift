public import Foundation
import Postgres
public import Routing

/// A decision as it stands in Postgres: all of it but the sealed number.
public struct DecisionRow: Hashable, Sendable {
    /// A column holds something that no version of Hookswitch writes.
    struct Unreadable: Error {
        let column: String
    }

    /// Its name.
    public let id: DecisionID
    /// Whose call it was.
    public let tenantID: TenantID
    /// When it was decided.
    public let decidedAt: Moment
    /// Which spool writer recorded it.
    public let writer: UUID
    /// Its number in that writer's spool.
    public let sequence: Int64
    /// What became of the call.
    public let outcome: Outcome
    /// The pool's number; `nil` if the text was no number.
    public let pool: PhoneNumber?
    /// Where the call went; `nil` is the default route.
    public let target: PhoneNumber?
    /// What in the pool chose; `nil` if nothing did.
    public let choice: Decision.Choice?
    /// The version of the tenant document whose rules were used.
    public let tenantVersion: Int32
    /// What was known of the caller.
    public let callerFact: CallFacts.Caller
    /// Keyed digest of the caller's number.
    public let callerDigest: [UInt8]?
    /// The caller's number with most digits hidden.
    public let callerMask: String?
    /// Whether the number is kept sealed, so that it could be revealed.
    public let isCallerSealed: Bool
    /// The telephony cloud's name of the call.
    public let callID: String?
    /// The queue's symbolic tag.
    public let targetID: String?
    /// How the directory was asked, as one JSON object; `nil` if it was not.
    public let lookup: String?
    /// From the request's last byte to the decision, in microseconds.
    public let durationMicroseconds: Int32
    /// When what leads to the caller was taken out; `nil` if it was not.
    public let erasedAt: Moment?

    /// Where a page ends that ends with this decision.
    public var cursor: DecisionCursor {
        DecisionCursor(decidedAt: self.decidedAt, writer: self.writer, sequence: self.sequence)
    }
}

extension DecisionRow {
    /// What ``init(_:)`` reads.
    static let columns: Query = """
        decision_id, tenant_id, decided_at, writer_id, sequence, outcome, pool, target, choice, tenant_version,
        caller_fact, caller_digest, caller_mask, caller_sealed IS NOT NULL AS is_caller_sealed, call_id, target_id, lookup,
        duration_us, erased_at
        """

    init(_ row: Row) throws {
        self.id = DecisionID(try row.decode("decision_id"))
        self.tenantID = TenantID(try row.decode("tenant_id"))
        self.decidedAt = try row.decode("decided_at")
        self.writer = try row.decode("writer_id")
        self.sequence = try row.decode("sequence")
        self.outcome = try Self.read("outcome", Outcome(rawValue: try row.decode("outcome")))
        self.pool = try Self.phoneNumber("pool", row)
        self.target = try Self.phoneNumber("target", row)
        self.choice = try row.decode("choice", as: Int16?.self).map {
            try Self.read("choice", Decision.Choice(storedValue: $0))
        }
        self.tenantVersion = try row.decode("tenant_version")
        self.callerFact = try Self.read("caller_fact", CallFacts.Caller(text: try row.decode("caller_fact")))
        self.callerDigest = try row.decode("caller_digest")
        self.callerMask = try row.decode("caller_mask")
        self.isCallerSealed = try row.decode("is_caller_sealed")
        self.callID = try row.decode("call_id")
        self.targetID = try row.decode("target_id")
        self.lookup = try row.decode("lookup", as: JSONText?.self)?.text
        self.durationMicroseconds = try row.decode("duration_us")
        self.erasedAt = try row.decode("erased_at")
    }

    private static func read<Value>(_ column: String, _ value: Value?) throws(Unreadable) -> Value {
        guard let value else { throw Unreadable(column: column) }
        return value
    }

    private static func phoneNumber(_ column: String, _ row: Row) throws -> PhoneNumber? {
        guard let text = try row.decode(column, as: String?.self) else { return nil }
        do {
            return try PhoneNumber(parsing: text)
        } catch {
            throw Unreadable(column: column)
        }
    }
}
