import HTTPTypes
import HummingbirdTesting
import Testing

@testable import AdminPlane

/// A request that changes something, of each operation that does.
struct AuditedWrite: Sendable {
    /// Operations that are not asked for with GET and change nothing.
    static let harmless: Set<String> = [
        "explainCall", "planImport", "replayDecision", "searchDecisions", "searchPools", "verifyTenant",
    ]

    /// Operations that leave a record though nothing changes: DecisionRevealTests tries them.
    static let disclosures: Set<String> = ["revealCaller"]

    /// The operation's name in `admin/openapi.yaml`.
    let operationID: String
    /// What the audit calls it.
    let action: String
    let method: HTTPRequest.Method
    let uri: String
    var json: String?
    /// What the body is, if it is not plain JSON.
    var contentType: String?

    /// How many records it leaves, of which the action is the last one's: an erasure that begins and ends in one request has two.
    var recordCount: Int { self.operationID == "eraseCaller" ? 2 : 1 }

    /// Makes what the requests are about, and gives one for each operation, in an order in which each changes something.
    static func all(in bundle: AdminBundle) async throws -> [AuditedWrite] {
        try await bundle.apply("acme", "beta")
        _ = try await bundle.rename("Acme Ab")
        let suspended = try await bundle.send(.post, "/api/v1/tenants/beta/suspend")
        #expect(suspended.status == .ok, "\(suspended.text)")
        let key = try Self.id(of: try await bundle.send(.post, "/api/v1/tenants/beta/webhook-keys"))
        let order = #"{"name":"gone","role":"auditor"}"#
        let token = try Self.id(of: try await bundle.send(.post, "/api/v1/tokens", json: order))
        let operatorID = try Self.id(
            of: try await bundle.send(.post, "/api/v1/operators", json: #"{"name":"anna","role":"support"}"#)
        )
        let session = try await bundle.openSession(of: operatorID)
        try await bundle.breakSegments(of: "acme")
        let plan = try await bundle.planned(SampleDocument.line(slug: "beta", name: "Imported"))
        let draft = SampleDocument.json(slug: "draft").replacing(
            "\"region\"",
            with: "\"externalId\":\"crm:7\",\"region\""
        )
        let made = try await bundle.send(.post, "/api/v1/tenants/apply", json: SampleDocument.apply(draft))
        #expect(made.status == .ok, "\(made.text)")
        let acme = "/api/v1/tenants/acme"
        let name = { SampleDocument.json(slug: "acme", name: $0) }
        return [
            AuditedWrite(
                operationID: "applyTenants",
                action: "tenant.change",
                method: .post,
                uri: "/api/v1/tenants/apply",
                json: SampleDocument.apply(name("Applied"))
            ),
            AuditedWrite(
                operationID: "createTenant",
                action: "tenant.create",
                method: .post,
                uri: "/api/v1/tenants",
                json: SampleDocument.json(slug: "made")
            ),
            AuditedWrite(
                operationID: "putTenantDocument",
                action: "tenant.change",
                method: .put,
                uri: acme + "/document",
                json: name("Put")
            ),
            AuditedWrite(
                operationID: "changeTenant",
                action: "tenant.change",
                method: .patch,
                uri: acme,
                json: #"{"name":"Patched"}"#,
                contentType: "application/merge-patch+json"
            ),
            AuditedWrite(
                operationID: "putTenantByExternalID",
                action: "tenant.change",
                method: .put,
                uri: "/api/v1/tenants/by-external-id/crm:7",
                json: draft.replacing("Acme Oy", with: "Draft Oy")
            ),
            AuditedWrite(
                operationID: "deleteTenant",
                action: "tenant.delete",
                method: .delete,
                uri: "/api/v1/tenants/draft"
            ),
            AuditedWrite(
                operationID: "replaceCredential",
                action: "credential.replace",
                method: .put,
                uri: acme + "/credentials",
                json: #"{"secret":"another-secret-of-acme","expires_at":"2028-05-01T00:00:00Z"}"#
            ),
            AuditedWrite(
                operationID: "restoreTenantVersion",
                action: "tenant.restore",
                method: .post,
                uri: acme + "/versions/1/restore"
            ),
            AuditedWrite(
                operationID: "suspendTenant",
                action: "tenant.suspend",
                method: .post,
                uri: acme + "/suspend"
            ),
            AuditedWrite(
                operationID: "resumeTenant",
                action: "tenant.resume",
                method: .post,
                uri: "/api/v1/tenants/beta/resume"
            ),
            AuditedWrite(
                operationID: "applyImport",
                action: "tenant.change",
                method: .post,
                uri: "/api/v1/imports/\(plan)/apply"
            ),
            AuditedWrite(
                operationID: "createWebhookKey",
                action: "webhook_key.create",
                method: .post,
                uri: acme + "/webhook-keys"
            ),
            AuditedWrite(
                operationID: "revokeWebhookKey",
                action: "webhook_key.revoke",
                method: .post,
                uri: "/api/v1/tenants/beta/webhook-keys/\(key)/revoke?last=true"
            ),
            AuditedWrite(
                operationID: "restartDecisionSegments",
                action: "decision.restart",
                method: .post,
                uri: acme + "/decision-segments/restart"
            ),
            AuditedWrite(
                operationID: "findCaller",
                action: "privacy.find",
                method: .post,
                uri: "/api/v1/privacy/search",
                json: #"{"tenant":"beta","number":"+358501112223"}"#
            ),
            AuditedWrite(
                operationID: "eraseCaller",
                action: "privacy.erased",
                method: .post,
                uri: "/api/v1/privacy/erasures",
                json: #"{"tenant":"beta","number":"+358501112223"}"#
            ),
            AuditedWrite(
                operationID: "offboardTenant",
                action: "tenant.offboard",
                method: .post,
                uri: acme + "/offboard"
            ),
            AuditedWrite(
                operationID: "createToken",
                action: "token.create",
                method: .post,
                uri: "/api/v1/tokens",
                json: #"{"name":"new","role":"support","tenants":["beta"]}"#
            ),
            AuditedWrite(
                operationID: "revokeToken",
                action: "token.revoke",
                method: .delete,
                uri: "/api/v1/tokens/\(token)"
            ),
            AuditedWrite(
                operationID: "createOperator",
                action: "operator.create",
                method: .post,
                uri: "/api/v1/operators",
                json: #"{"name":"bea","role":"auditor"}"#
            ),
            AuditedWrite(
                operationID: "changeOperator",
                action: "operator.change",
                method: .patch,
                uri: "/api/v1/operators/\(operatorID)",
                json: #"{"role":"auditor"}"#
            ),
            AuditedWrite(
                operationID: "endSession",
                action: "session.end",
                method: .delete,
                uri: "/api/v1/sessions/\(session)"
            ),
            AuditedWrite(
                operationID: "endOperator",
                action: "operator.end",
                method: .delete,
                uri: "/api/v1/operators/\(operatorID)"
            ),
        ]
    }

    /// Sends it, for a reason.
    func send(to bundle: AdminBundle, query: String = "") async throws -> TestResponse {
        var headers: HTTPFields = [.ifMatch: "*", .auditReason: Self.reason]
        headers[.contentType] = self.contentType
        return try await bundle.send(self.method, self.uri + query, json: self.json, headers: headers)
    }

    /// Why it is sent.
    static let reason = "ticket 7"

    private static func id(of response: TestResponse) throws -> String {
        guard case .text(let id)? = try response.members["id"] else {
            Issue.record("nothing was made: \(response.text)")
            return ""
        }
        return id
    }
}
