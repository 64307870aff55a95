import HTTPTypes
import Hookswitch

extension Problem {
    /// There is no such decision, or none that this operator may see.
    static let noDecision = Problem(
        .notFound,
        "There is no such decision.",
        fix: "A decision's id is `dec_` and 26 characters."
    )

    /// No number is there to be shown.
    static let callerNotKept = Problem(
        .callerNotKept,
        "The caller hid the number, it was none, or what was kept of it has been destroyed.",
        fix: "`hookswitch why` says what is known of the call."
    )

    /// There is nothing to begin anew behind.
    static let chainUnbroken = Problem(
        .chainUnbroken,
        "The end of this tenant's segments is as it was sealed.",
        fix: "Nothing is to be done: what is due is sealed within some minutes."
    )

    /// It would take too long, or make too long an answer.
    static let tooBroad = Problem(
        .tooBroad,
        "This reads more decisions than one request may.",
        fix: "Name a tenant, or a shorter time with `since` and `until`."
    )

    /// A tenant's few calls could not be counted in time.
    static let tooSlow = Problem(
        .unavailable,
        "The tenants' calls could not be counted in time: the database is busy, or has to read them from its disk.",
        fix: "Ask again: what was read is in its memory then. `hookswitch doctor` says how the database is."
    )

    /// Seconds after which a place for a stream may be free: as long as a reader that went away is commonly noticed.
    private static let streamRetryDelay = 15

    /// One stream too many.
    static let tooManyStreams = Problem(
        .tooManyStreams,
        "This token, or this server, has as many streams of decisions as it may.",
        fix: "End one of them, or ask again later.",
        headers: [.retryAfter: String(Self.streamRetryDelay)]
    )

    /// A search that means nothing.
    init(_ refusal: DecisionService.SearchRefusal) {
        let (pointer, code, detail) =
            switch refusal {
            case .callerWithoutTenant:
                ("/tenant", "missing_member", "it is required with `from`")
            case .from: ("/from", "wrong_value", "it is no telephone number in the tenant's region")
            case .to: ("/to", "wrong_value", "it is no telephone number in E.164, or in the tenant's region")
            case .emptyWindow: ("/since", "wrong_value", "it is not before `until`")
            }
        self.init(
            .invalidRequest,
            "The member \(pointer) cannot be used: \(detail).",
            issues: [ProblemIssue(pointer: pointer, code: code, detail: detail)]
        )
    }
}
