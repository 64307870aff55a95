import HTTPTypes

/// The kinds of problem: the closed list that `admin/openapi.yaml`, the command line and the console share.
enum ProblemCode: String, CaseIterable, Codable, Hashable, Sendable {
    /// The body is not JSON in UTF-8.
    case malformedRequest = "malformed_request"
    /// The head of the request is not HTTP/1.1.
    case malformedHead = "malformed_head"
    /// A query parameter's value is not one that it takes.
    case invalidParameter = "invalid_parameter"
    /// The operation has no such query parameter.
    case unknownParameter = "unknown_parameter"
    /// A header field's value is not one that it takes.
    case invalidHeader = "invalid_header"
    /// No token, or one that is unknown, expired or revoked.
    case unauthenticated
    /// The operator's role lacks a permission.
    case forbidden
    /// A session's write has not the token that only its own pages know.
    case csrfTokenRequired = "csrf_token_required"
    /// Somebody who signed in is not let in.
    case signInRefused = "sign_in_refused"
    /// There is no such thing, or it is not the operator's to see.
    case notFound = "not_found"
    /// The path has other methods.
    case methodNotAllowed = "method_not_allowed"
    /// The client takes none of the media types that the operation answers with.
    case notAcceptable = "not_acceptable"
    /// The body did not come in time.
    case requestTimeout = "request_timeout"
    /// Nobody would be left who may do everything.
    case lastAdminToken = "last_admin_token"
    /// No operator would be left who may do everything.
    case lastAdminOperator = "last_admin_operator"
    /// There is an operator with this identity.
    case operatorExists = "operator_exists"
    /// The tenant has two live webhook keys.
    case webhookKeyLimit = "webhook_key_limit"
    /// The tenant's webhook takes no keys.
    case webhookKeyUnused = "webhook_key_unused"
    /// The key is the last that opens the tenant's webhook.
    case webhookKeyLast = "webhook_key_last"
    /// There is a tenant of this slug.
    case slugTaken = "slug_taken"
    /// The tenant is no draft, so that it cannot be deleted.
    case tenantNotDraft = "tenant_not_draft"
    /// The request that came first under this Idempotency-Key is under way.
    case idempotencyInFlight = "idempotency_in_flight"
    /// The request was carried out, and its answer is not kept.
    case idempotencyReplayed = "idempotency_replayed"
    /// What leads to the decision's caller was erased.
    case decisionErased = "decision_erased"
    /// No number of the caller is kept.
    case callerNotKept = "caller_not_kept"
    /// The end of the tenant's segments is as it was sealed.
    case chainUnbroken = "chain_unbroken"
    /// The tenant's document is of another version than If-Match says.
    case versionConflict = "version_conflict"
    /// What If-None-Match or If-Match says of something as a whole does not hold.
    case preconditionFailed = "precondition_failed"
    /// Tenants are no longer as the plan of an import saw them.
    case planStale = "import.plan_stale"
    /// The body is larger than the limit.
    case contentTooLarge = "content_too_large"
    /// The body is not `application/json`.
    case unsupportedMediaType = "unsupported_media_type"
    /// The body is JSON, but not what the operation takes.
    case invalidRequest = "invalid_request"
    /// A tenant document was refused.
    case invalidDocument = "invalid_document"
    /// The operation needs a reason.
    case reasonRequired = "reason_required"
    /// More decisions would be read, or told, than one request may.
    case tooBroad = "too_broad"
    /// Another request came under this Idempotency-Key.
    case idempotencyKeyReused = "idempotency_key_reused"
    /// The change needs If-Match.
    case preconditionRequired = "precondition_required"
    /// The token asks too often.
    case rateLimited = "rate_limited"
    /// Too many wrong tokens came from one address.
    case tooManyAttempts = "too_many_attempts"
    /// The token, or the server, has as many streams as it may.
    case tooManyStreams = "too_many_streams"
    /// As many verifications are under way as may be: of the tenant's Dynamics, in all, or of the audit.
    case tooManyVerifications = "too_many_verifications"
    /// The head of the request, or one field of it, is larger than the limit.
    case headTooLarge = "head_too_large"
    /// Our fault. The log has more, under the request's id.
    case `internal`
    /// The database is away.
    case unavailable
    /// The issuer of identities is away.
    case issuerUnavailable = "issuer_unavailable"
    /// The database went away while it wrote.
    case outcomeUnknown = "outcome_unknown"

    /// The HTTP status of every problem of this kind.
    var status: HTTPResponse.Status {
        switch self {
        case .malformedRequest, .malformedHead, .invalidParameter, .unknownParameter, .invalidHeader: .badRequest
        case .unauthenticated: .unauthorized
        case .forbidden, .csrfTokenRequired, .signInRefused: .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .notAcceptable: .notAcceptable
        case .requestTimeout: .requestTimeout
        case .lastAdminToken, .lastAdminOperator, .operatorExists, .webhookKeyLimit, .webhookKeyUnused, .webhookKeyLast,
            .slugTaken, .tenantNotDraft, .idempotencyInFlight, .idempotencyReplayed, .callerNotKept, .chainUnbroken:
            .conflict
        case .decisionErased: .gone
        case .versionConflict, .preconditionFailed, .planStale: .preconditionFailed
        case .contentTooLarge: .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .invalidRequest, .invalidDocument, .reasonRequired, .tooBroad, .idempotencyKeyReused:
            .unprocessableContent
        case .preconditionRequired: .preconditionRequired
        case .rateLimited, .tooManyAttempts, .tooManyStreams, .tooManyVerifications: .tooManyRequests
        case .headTooLarge: .requestHeaderFieldsTooLarge
        case .internal: .internalServerError
        case .unavailable, .issuerUnavailable, .outcomeUnknown: .serviceUnavailable
        }
    }

    /// What is the same of every problem of this kind, for people.
    var title: String {
        switch self {
        case .malformedRequest: "The body is not JSON"
        case .malformedHead: "The request is not HTTP/1.1"
        case .invalidParameter: "A query parameter has a wrong value"
        case .unknownParameter: "There is no such query parameter"
        case .invalidHeader: "A header field has a wrong value"
        case .unauthenticated: "A valid API token is needed"
        case .csrfTokenRequired: "A session's write needs X-CSRF-Token"
        case .signInRefused: "Nobody was signed in"
        case .lastAdminOperator: "No operator would be left who may do everything"
        case .operatorExists: "There is such an operator"
        case .issuerUnavailable: "The issuer of identities cannot be asked now"
        case .forbidden: "The token's role does not allow this"
        case .notFound: "Not found"
        case .methodNotAllowed: "The method does not fit the path"
        case .notAcceptable: "Accept takes nothing that this operation answers with"
        case .requestTimeout: "The request came too slowly"
        case .lastAdminToken: "Nobody would be left who may do everything"
        case .webhookKeyLimit: "The tenant has as many live webhook keys as it may have"
        case .webhookKeyUnused: "The tenant's webhook takes no keys"
        case .webhookKeyLast: "It is the tenant's last live webhook key"
        case .slugTaken: "There is a tenant of this slug"
        case .tenantNotDraft: "The tenant is no draft"
        case .preconditionFailed: "The request's condition does not hold"
        case .idempotencyInFlight: "The first request with this Idempotency-Key is under way"
        case .idempotencyReplayed: "The request was carried out before"
        case .decisionErased: "The decision's caller was erased"
        case .callerNotKept: "No number of this caller is kept"
        case .chainUnbroken: "The tenant's segments are as they were sealed"
        case .versionConflict: "The tenant's document was changed by somebody else"
        case .planStale: "The plan no longer holds"
        case .contentTooLarge: "The body is too large"
        case .unsupportedMediaType: "The body is not of a type that is read here"
        case .invalidRequest: "The body is not what this operation takes"
        case .invalidDocument: "The tenant documents were refused; nothing was changed"
        case .reasonRequired: "A reason is needed"
        case .tooBroad: "This asks for more than one answer may have"
        case .idempotencyKeyReused: "The Idempotency-Key belongs to another request"
        case .preconditionRequired: "The change needs If-Match"
        case .rateLimited: "The token asks too often"
        case .tooManyAttempts: "Too many wrong tokens came from here"
        case .tooManyStreams: "There are as many streams as there may be"
        case .tooManyVerifications: "There are as many verifications under way as there may be"
        case .headTooLarge: "The head of the request is too large"
        case .internal: "Hookswitch failed"
        case .unavailable: "Hookswitch cannot do this now"
        case .outcomeUnknown: "It is not known whether this was done"
        }
    }

    /// Whether the same request may succeed later.
    var isRetryable: Bool {
        [
            .unavailable, .issuerUnavailable, .requestTimeout, .idempotencyInFlight, .rateLimited, .tooManyAttempts,
            .tooManyStreams,
        ]
        .contains(self)
    }
}
