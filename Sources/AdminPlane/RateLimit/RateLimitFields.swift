import HTTPTypes

/// What an answer tells of a rate: draft-ietf-httpapi-ratelimit-headers-10, and `Retry-After` of RFC 9110.
enum RateLimitFields {
    /// Adds the policy and what is left of it.
    static func add(_ decision: RateDecision, of policy: RatePolicy, to headers: inout HTTPFields) {
        headers[.rateLimitPolicy] = "\"\(policy.name)\";q=\(policy.burst);w=\(Self.seconds(policy.window))"
        headers[.rateLimit] = "\"\(policy.name)\";r=\(decision.remaining);t=\(Self.seconds(decision.restoredAfter))"
    }

    /// Whole seconds, rounded up, so that who waits so long does not come too early.
    static func seconds(_ duration: Duration) -> Int {
        let (seconds, attoseconds) = duration.components
        return max(0, Int(seconds) + (attoseconds > 0 ? 1 : 0))
    }
}
