import Hookswitch

/// Who may do what, by hand: every operation of the API has a row, and the tests try each of them.
enum AccessMatrix {
    /// What an operation is about, and so what a token that is restricted to tenants finds there.
    enum Subject: Sendable {
        /// The tenant in the path: another's is not found.
        case tenant
        /// The tenant in the path, and the body is its document: another's is not found.
        case document
        /// One thing that belongs to a tenant, by its id: another's is not found.
        case thing
        /// A caller of the tenant that the body names: another's is not found.
        case caller
        /// A stream of what becomes known: another's tenant in the query is not found.
        case stream
        /// A list: others' are not in it.
        case list
        /// A list of what tokens made: of a token that is restricted, it has that token's own alone.
        case own
        /// All tenants at once: for who works in some it is forbidden, for it cannot be had in part.
        case fleet
        /// The body's tenants: another's is not found, and nor is a new one.
        case documents
        /// A file of tenants: rows of others, and of new ones, are refused alike.
        case file
        /// A token to be made: it reaches no further than its maker's.
        case token
        /// The installation, or the operator alone: the same whatever the tenants.
        case installation
    }

    /// One operation.
    struct Row: Sendable {
        let roles: Set<OperatorRole>
        let subject: Subject
        /// A body that the operation takes; `nil` sends none.
        let body: String?
        /// The query that makes it say whose things are in its answer.
        let query: String

        init(_ roles: Set<OperatorRole>, _ subject: Subject, body: String? = nil, query: String = "") {
            self.roles = roles
            self.subject = subject
            self.body = body
            self.query = query
        }
    }

    private static let all = Set(OperatorRole.allCases)
    private static let auditing: Set<OperatorRole> = [.admin, .operator, .auditor]
    private static let call = #"{"from":"anonymous","to":"+35840675644"}"#

    /// The operations by their names in `admin/openapi.yaml`. A new one must be added here.
    static let rows: [String: Row] = [
        "applyTenants": Row([.admin, .operator], .documents),
        "createTenant": Row([.admin, .operator], .documents),
        "listTenants": Row(Self.all, .list),
        "getTenant": Row(Self.all, .tenant),
        "changeTenant": Row([.admin, .operator], .tenant, body: #"{"note":"seen"}"#),
        "deleteTenant": Row([.admin, .operator], .tenant, body: "{}"),
        "putTenantByExternalID": Row([.admin, .operator], .thing, body: "{}"),
        "suspendTenant": Row([.admin, .operator], .tenant, body: "{}"),
        "resumeTenant": Row([.admin, .operator], .tenant, body: "{}"),
        "getTenantDocument": Row(Self.all, .tenant),
        "putTenantDocument": Row([.admin, .operator], .document),
        "listTenantVersions": Row(Self.all, .tenant),
        "getTenantVersion": Row(Self.all, .tenant),
        "diffTenantVersions": Row(Self.all, .tenant),
        "restoreTenantVersion": Row([.admin, .operator], .tenant, body: "{}"),
        "listTenantCredentials": Row(Self.all, .tenant),
        "replaceCredential": Row([.admin, .operator], .tenant, body: #"{"secret":"another-secret-of-acme"}"#),
        "listCredentials": Row(Self.all, .list),
        "listPools": Row(Self.all, .tenant),
        "searchPools": Row(Self.all, .list, body: #"{"number":"+35840675644"}"#),
        "listQueues": Row(Self.all, .tenant),
        "getChecklist": Row(Self.all, .tenant),
        "getTenantHealth": Row(Self.all, .tenant),
        "getSystem": Row(Self.all, .installation),
        "listSettings": Row([.admin], .fleet),
        "listWebhookKeys": Row(Self.all, .tenant),
        "createWebhookKey": Row([.admin, .operator], .tenant, body: "{}"),
        "revokeWebhookKey": Row([.admin, .operator], .tenant, body: "{}"),
        "verifyTenant": Row([.admin, .operator, .support], .tenant, body: "{}"),
        "getTenantHandoff": Row(Self.all, .tenant),
        "explainCall": Row([.admin, .operator, .support], .tenant, body: Self.call),
        "listDecisions": Row(Self.all, .list),
        "getDecision": Row(Self.all, .thing),
        "replayDecision": Row(Self.all, .thing),
        "searchDecisions": Row(Self.all, .list, body: "{}"),
        "countDecisions": Row(Self.all, .list, query: "?group_by=tenant"),
        "streamDecisions": Row(Self.all, .stream),
        "revealCaller": Row([.admin, .support], .thing, body: #"{"reason":"ticket 4711"}"#),
        "listAudit": Row(Self.auditing, .list),
        "exportAudit": Row(Self.auditing, .fleet),
        "verifyAudit": Row(Self.auditing, .list),
        "listAuditPublicKeys": Row(Self.auditing, .installation),
        "getAuditRecord": Row(Self.auditing, .thing),
        "listTenantAudit": Row(Self.auditing, .tenant),
        "exportTenantAudit": Row(Self.auditing, .tenant),
        "getTenantAuditRecord": Row(Self.auditing, .tenant),
        "offboardTenant": Row([.admin], .tenant, body: "{}"),
        "listOffboardings": Row(Self.auditing, .list),
        "getOffboarding": Row(Self.auditing, .thing),
        "getOffboardingCertificate": Row(Self.auditing, .thing),
        "exportTenantDecisions": Row(Self.all, .tenant),
        "listDecisionSegments": Row(Self.all, .tenant),
        "exportDecisionSegments": Row(Self.all, .tenant),
        "restartDecisionSegments": Row([.admin], .tenant, body: "{}"),
        "findCaller": Row([.admin], .caller),
        "eraseCaller": Row([.admin], .caller),
        "listErasures": Row([.admin], .list),
        "getErasure": Row([.admin], .thing),
        "getErasureCertificate": Row([.admin], .thing),
        "planImport": Row([.admin, .operator], .file),
        "listImports": Row([.admin, .operator], .own),
        "getImport": Row([.admin, .operator], .thing),
        "listImportItems": Row([.admin, .operator], .thing),
        "applyImport": Row([.admin, .operator], .thing),
        "exportTenants": Row(Self.all, .list),
        "getMe": Row(Self.all, .installation),
        "listTokens": Row([.admin], .list),
        "createToken": Row([.admin], .token),
        "revokeToken": Row(Self.all, .thing),
        "listOperators": Row([.admin], .list),
        "createOperator": Row([.admin], .token),
        "getOperator": Row([.admin], .thing),
        "changeOperator": Row([.admin], .thing, body: #"{"name":"somebody"}"#),
        "endOperator": Row([.admin], .thing),
        "listSessions": Row(Self.all, .installation),
        "endSession": Row(Self.all, .thing),
        "listSystemChecks": Row(Self.all, .installation),
        "getStatus": Row(Self.all, .installation),
    ]
}
