import HTTPTypes
import Hookswitch

extension Problem {
    /// Why a tenant is not offboarded.
    init(_ refusal: OffboardingRefusal) {
        switch refusal {
        case .unknownTenant:
            self = .noTenant
        case .graceDays:
            let days = OffboardingOrder.graceDays
            let detail = "it is a number of days from \(days.lowerBound) to \(days.upperBound)"
            self = Self.wrong("/grace_days", code: "out_of_range", detail)
        case .notConfirmed:
            self = Self.wrong(
                "/confirm",
                code: "not_confirmed",
                "it is the tenant's slug: with grace_days 0 the tenant is destroyed now, which cannot be undone"
            )
        case .noReason:
            self = .noReason
        case .cursor:
            self = QueryParameters.invalid("after", code: "wrong_value", "it is the next_cursor of the page before")
        }
    }

    /// Why a caller is neither sought nor erased.
    init(_ refusal: PrivacyRefusal) {
        switch refusal {
        case .unknownTenant: self = .noTenant
        case .number:
            self = Self.wrong(
                "/number",
                code: "wrong_value",
                "it is a telephone number of the tenant's region, or one with its country code"
            )
        case .noReason: self = .noReason
        case .shippingHeld:
            self.init(
                .unavailable,
                "A server is in the middle of shipping decisions and does not get on. Nothing was begun.",
                fix: "Ask again after some seconds; a frozen server is made to let go within some ten."
            )
        case .cursor:
            self = QueryParameters.invalid("after", code: "wrong_value", "it is the next_cursor of the page before")
        }
    }

    /// The decision's caller was erased.
    init(_ erasure: DecisionErasure) {
        self.init(
            .decisionErased,
            "The caller of this decision was erased, and with it how it was decided.",
            fix: "Lists still have its time, pool and outcome."
        )
    }

    /// Nobody said why.
    static var noReason: Problem {
        Problem(
            .reasonRequired,
            "This needs a reason, which the audit keeps.",
            fix: "Send the header `Audit-Reason` (`--reason`), such as a ticket's number."
        )
    }

    private static func wrong(_ pointer: String, code: String, _ detail: String) -> Problem {
        let issue = ProblemIssue(pointer: pointer, code: code, detail: detail)
        return Problem(.invalidRequest, "The member \(pointer) cannot be used: \(detail).", issues: [issue])
    }
}
