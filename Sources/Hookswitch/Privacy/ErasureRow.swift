import Foundation
import Postgres

/// An erasure as Postgres keeps it.
struct ErasureRow: CertifiedRow {
    let tenantID: TenantID
    let id: ErasureID
    let slug: String
    let callerMask: String
    /// By which its decisions are found; none once it has ended.
    let callerDigests: [[UInt8]]
    let state: ErasureState
    let actor: AuditActor
    let reason: String
    let requestedAt: Moment
    let erasedAt: Moment?
    let decisionCount: Int64

    /// What was decided before is the erasure's: what is shipped later by as much is treated likewise.
    var coversUntil: Moment { PrivacyService.end(of: self.requestedAt) }

    static let table: Query = "hookswitch.erasure AS e"
    static let idColumn: Query = "e.erasure_id"
    static let tenantColumn: Query = "e.tenant_id"
    static let certificateColumn: Query = "e.certificate"

    /// What ``init(_:)`` reads, of `erasure AS e`.
    static let columns: Query = """
        e.tenant_id, e.erasure_id, e.slug, e.caller_mask, e.caller_digests, e.state, e.actor, e.token_id, e.reason,
        e.requested_at, e.erased_at, e.decision_count
        """

    /// A state that no version of Hookswitch writes.
    private struct UnknownState: Error {}

    init(_ row: Row) throws {
        self.tenantID = TenantID(try row.decode("tenant_id", as: UUID.self))
        self.id = ErasureID(try row.decode("erasure_id", as: UUID.self))
        self.slug = try row.decode("slug", as: String.self)
        self.callerMask = try row.decode("caller_mask", as: String.self)
        self.callerDigests = try row.decode("caller_digests", as: [[UInt8]].self)
        guard let state = ErasureState(rawValue: try row.decode("state", as: String.self)) else {
            throw UnknownState()
        }
        self.state = state
        self.actor = AuditActor(
            text: try row.decode("actor", as: String.self),
            tokenID: try row.decode("token_id", as: UUID?.self)
        )
        self.reason = try row.decode("reason", as: String.self)
        self.requestedAt = try row.decode("requested_at", as: Moment.self)
        self.erasedAt = try row.decode("erased_at", as: Moment?.self)
        self.decisionCount = try row.decode("decision_count", as: Int64.self)
    }

    /// The erasure as it is shown.
    var view: ErasureView {
        ErasureView(
            id: self.id.description,
            tenant: self.slug,
            caller: self.callerMask,
            state: self.state,
            requestedAt: self.requestedAt.date.rfc3339,
            erasedAt: self.erasedAt?.date.rfc3339,
            requestedBy: self.actor.text,
            reason: self.reason,
            decisionCount: self.decisionCount
        )
    }

    /// What the certificate says of it.
    func facts(auditHead: AuditHead?, erasedAt: Moment) -> [String: AuditValue] {
        var facts: [String: AuditValue] = [
            "tenant_id": .text(self.tenantID.description), "slug": .text(self.slug), "caller": .text(self.callerMask),
            "requested_at": .text(self.requestedAt.exactText), "erased_at": .text(erasedAt.exactText),
            "requested_by": .text(self.actor.text), "reason": .text(self.reason),
            "covers_until": .text(PrivacyService.end(of: self.requestedAt).exactText),
            "counts": .members(["decisions": .integer(self.decisionCount)]),
        ]
        facts["audit_head"] = auditHead.map { .text($0.description) }
        return facts
    }
}
