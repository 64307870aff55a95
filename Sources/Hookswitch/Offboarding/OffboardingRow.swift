import Foundation
import Postgres

/// An offboarding as Postgres keeps it.
struct OffboardingRow: CertifiedRow {
    let tenantID: TenantID
    let id: OffboardingID
    let slug: String
    let name: String
    let state: OffboardingState
    let actor: AuditActor
    let reason: String?
    let requestedAt: Moment
    let dueAt: Moment
    let keyDestroyedAt: Moment?
    let endedAt: Moment?
    let keys: [DestroyedKey]
    let credentialCount: Int64
    let webhookKeyCount: Int64
    let versionCount: Int64
    let decisionCount: Int64

    static let table: Query = "hookswitch.offboarding AS o"
    static let idColumn: Query = "o.offboarding_id"
    static let tenantColumn: Query = "o.tenant_id"
    static let certificateColumn: Query = "o.certificate"

    /// What ``init(_:)`` reads, of `offboarding AS o`.
    static let columns: Query = """
        o.tenant_id, o.offboarding_id, o.slug, o.name, o.state, o.actor, o.token_id, o.reason, o.requested_at, o.due_at,
        o.key_destroyed_at, o.ended_at, o.keys::text AS keys, o.credential_count, o.webhook_key_count, o.version_count,
        o.decision_count
        """

    /// A state that no version of Hookswitch writes.
    private struct UnknownState: Error {}

    init(_ row: Row) throws {
        self.tenantID = TenantID(try row.decode("tenant_id", as: UUID.self))
        self.id = OffboardingID(try row.decode("offboarding_id", as: UUID.self))
        self.slug = try row.decode("slug", as: String.self)
        self.name = try row.decode("name", as: String.self)
        guard let state = OffboardingState(rawValue: try row.decode("state", as: String.self)) else {
            throw UnknownState()
        }
        self.state = state
        self.actor = AuditActor(
            text: try row.decode("actor", as: String.self),
            tokenID: try row.decode("token_id", as: UUID?.self)
        )
        self.reason = try row.decode("reason", as: String?.self)
        self.requestedAt = try row.decode("requested_at", as: Moment.self)
        self.dueAt = try row.decode("due_at", as: Moment.self)
        self.keyDestroyedAt = try row.decode("key_destroyed_at", as: Moment?.self)
        self.endedAt = try row.decode("ended_at", as: Moment?.self)
        let keys = try row.decode("keys", as: String.self)
        self.keys = try JSONDecoder().decode([DestroyedKey].self, from: Data(keys.utf8))
        self.credentialCount = try row.decode("credential_count", as: Int64.self)
        self.webhookKeyCount = try row.decode("webhook_key_count", as: Int64.self)
        self.versionCount = try row.decode("version_count", as: Int64.self)
        self.decisionCount = try row.decode("decision_count", as: Int64.self)
    }

    /// The offboarding as it is shown.
    var view: OffboardingView {
        OffboardingView(
            id: self.id.description,
            slug: self.slug,
            tenantID: self.tenantID.description,
            state: self.state,
            requestedAt: self.requestedAt.date.rfc3339,
            requestedBy: self.actor.text,
            reason: self.reason,
            dueAt: self.dueAt.date.rfc3339,
            keyDestroyedAt: self.keyDestroyedAt?.date.rfc3339,
            endedAt: self.endedAt?.date.rfc3339,
            counts: OffboardingView.Counts(
                dataKeys: Int64(self.keys.count),
                credentials: self.credentialCount,
                webhookKeys: self.webhookKeyCount,
                versions: self.versionCount,
                decisions: self.decisionCount
            )
        )
    }

    /// What the certificate says of it.
    func facts(auditHead: AuditHead?, endedAt: Moment) -> [String: AuditValue] {
        let counts: [String: AuditValue] = [
            "data_keys": .integer(Int64(self.keys.count)), "credentials": .integer(self.credentialCount),
            "webhook_keys": .integer(self.webhookKeyCount), "versions": .integer(self.versionCount),
            "decisions": .integer(self.decisionCount),
        ]
        var facts: [String: AuditValue] = [
            "tenant_id": .text(self.tenantID.description), "slug": .text(self.slug), "name": .text(self.name),
            "requested_at": .text(self.requestedAt.exactText), "requested_by": .text(self.actor.text),
            "due_at": .text(self.dueAt.exactText), "ended_at": .text(endedAt.exactText),
            "keys": .list(self.keys.map { .members(["id": .text($0.id), "fingerprint": .text($0.fingerprint)]) }),
            "counts": .members(counts),
        ]
        facts["reason"] = self.reason.map { .text($0) }
        facts["key_destroyed_at"] = self.keyDestroyedAt.map { .text($0.exactText) }
        facts["audit_head"] = auditHead.map { .text($0.description) }
        return facts
    }
}
