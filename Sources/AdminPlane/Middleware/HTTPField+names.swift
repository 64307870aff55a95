import HTTPTypes

extension HTTPField.Name {
    /// The request's name in the log, in requests and answers.
    static let requestID = Self.known("Request-Id")
    /// Why a change is made, for the audit.
    static let auditReason = Self.known("Audit-Reason")
    /// The page that follows: RFC 8288.
    static let link = Self.known("Link")
    /// The last event that a stream's reader saw.
    static let lastEventID = Self.known("Last-Event-ID")
    /// The client's name of a request that may be sent again: draft-ietf-httpapi-idempotency-key-header.
    static let idempotencyKey = Self.known("Idempotency-Key")
    /// Says that an answer is that of an earlier request with the same key.
    static let idempotencyReplayed = Self.known("Idempotency-Replayed")
    /// What a session's writes carry besides its cookie.
    static let csrfToken = Self.known("X-CSRF-Token")
    /// What is left of a rate, and the rate: draft-ietf-httpapi-ratelimit-headers.
    static let rateLimit = Self.known("RateLimit")
    static let rateLimitPolicy = Self.known("RateLimit-Policy")
    /// What a browser tells others of the address it came from.
    static let referrerPolicy = Self.known("Referrer-Policy")
    /// For whom reverse proxies ask, the nearest last.
    static let forwardedFor = Self.known("X-Forwarded-For")
    /// Whether nginx gathers an answer before it passes it on.
    static let accelBuffering = Self.known("X-Accel-Buffering")

    /// A name that is written here and is a token of RFC 9110.
    private static func known(_ name: String) -> Self {
        guard let name = Self(name) else { preconditionFailure("\(name) is not the name of a header field") }
        return name
    }
}
