import HTTPTypes

extension Problem {
    /// A verification whose turn did not come.
    static func tooManyVerifications(for delay: Duration) -> Problem {
        Problem(
            .tooManyVerifications,
            "One tenant of a Dynamics host is verified at a time, and few in all; the turn of this one did not come.",
            fix: "Wait as long as Retry-After says, and ask again.",
            headers: [.retryAfter: String(RateLimitFields.seconds(delay))]
        )
    }
}
