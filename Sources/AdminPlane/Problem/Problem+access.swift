import HTTPTypes
import Hookswitch

extension Problem {
    /// The operator's role does not have what the operation needs.
    static func forbidden(_ role: OperatorRole, lacks permission: Permission) -> Problem {
        let roles = OperatorRole.allCases.filter { $0.permissions.contains(permission) }.map(\.rawValue)
        return Problem(
            .forbidden,
            "This needs the permission \(permission.rawValue), which the role \(role.rawValue) does not have.",
            fix: "Use a token of the role \(roles.joined(separator: " or "))."
        )
    }

    /// Whoever asked is let in no longer. The same words stand for all that may be wrong with a token or a session.
    static func unauthenticated(hadToken: Bool) -> Problem {
        let challenge = "Bearer realm=\"hookswitch\"" + (hadToken ? ", error=\"invalid_token\"" : "")
        return Problem(
            .unauthenticated,
            hadToken ? "The token is unknown, expired or revoked." : "There is no bearer token in the request.",
            fix: "Send `Authorization: Bearer hsw_…`; `hookswitch token create` makes a token.",
            headers: [.wwwAuthenticate: challenge]
        )
    }

    /// Whoever asked had the right when they began.
    init(_ lapse: RightLapse) {
        switch lapse {
        case .ended: self = .unauthenticated(hadToken: true)
        case .changed:
            self.init(
                .forbidden,
                "What this token may do changed while the request was under way. Nothing was changed by it.",
                fix: "Send the request again: it is judged by what the token may do now."
            )
        }
    }

    /// What is the whole installation's, asked for by who works in some tenants.
    static let restrictedSystem = Problem(
        .forbidden,
        "The settings are the whole installation's, and this token is for some tenants.",
        fix: "Ask with a token for all tenants."
    )

    /// The token asks too often.
    static func rateLimited(for delay: Duration, by policy: RatePolicy) -> Problem {
        Problem(
            .rateLimited,
            "This token has asked more than \(policy.burst) times in \(RateLimitFields.seconds(policy.window)) s.",
            fix: "Wait as long as Retry-After says; RateLimit says what is left.",
            headers: [.retryAfter: String(RateLimitFields.seconds(delay))]
        )
    }

    /// Too many wrong tokens came from where this one came from.
    static func tooManyAttempts(for delay: Duration) -> Problem {
        Problem(
            .tooManyAttempts,
            "Too many wrong tokens came from this address, and this one is not known to be right.",
            fix: "Wait as long as Retry-After says, and send a token that works.",
            headers: [.retryAfter: String(RateLimitFields.seconds(delay))]
        )
    }

    /// Documents of tenants that are not the operator's. As with any other's things, it is as though there were none.
    init(_ error: TenantsOutOfReach) {
        self.init(
            .notFound,
            "There is no such tenant, and this token is for certain tenants: it makes no others.",
            issues: error.documents.map { index in
                ProblemIssue(
                    document: index,
                    pointer: "/slug",
                    path: "slug",
                    code: "unknown_tenant",
                    detail: "it is the slug of a tenant that this token is for"
                )
            }
        )
    }

    /// A token that was not made.
    init(_ refusal: APITokenRefusal) {
        let issues = refusal.flaws.map(ProblemIssue.init)
        self.init(
            .invalidRequest,
            "The token was not made: \(issues.map { "\($0.pointer): \($0.detail)" }.joined(separator: "; ")).",
            issues: issues
        )
    }

    /// Why something of a token could not be done.
    init(_ failure: APITokenService.Failure) {
        switch failure {
        case .cursor:
            self = QueryParameters.invalid("after", code: "wrong_value", "it is the next_cursor of the page before")
        case .lastAdmin:
            self.init(
                .lastAdminToken,
                "This is the last token of the role admin that works in all tenants and does not expire.",
                fix: "Make another first: `hookswitch token create --name NAME --role admin`."
            )
        }
    }
}

extension ProblemIssue {
    /// What is wrong with a token to be made.
    init(_ flaw: APITokenFlaw) {
        let lengths = APITokenOrder.nameLengths
        let (pointer, code, detail) =
            switch flaw {
            case .name:
                (
                    "/name", "wrong_value",
                    "it has \(lengths.lowerBound) to \(lengths.upperBound) characters, none of them control characters"
                )
            case .role: ("/role", "wrong_value", "it may do no more than the role of the token that makes it")
            case .expiresAt: ("/expires_at", "wrong_value", "it is a time to come")
            case .outlivesMaker:
                ("/expires_at", "wrong_value", "it is given, and no later than the end of the token that makes it")
            case .noTenant: ("/tenants", "wrong_value", "it names at least one tenant; left out, it is all tenants")
            case .tooManyTenants:
                ("/tenants", "wrong_value", "it names at most \(APITokenOrder.maximumTenantCount) tenants")
            case .tags:
                (
                    "/tags", "wrong_value",
                    "it has 1 to \(TenantTag.maximumCount) words of a-z, 0-9 and hyphens; left out, it is none"
                )
            case .restrictedMaker:
                ("/tags", "wrong_value", "a token that is for certain tenants makes none that is for tags")
            case .allTenants: ("/tenants", "missing_member", "it names tenants that the token is for that makes it")
            case .unknownTenant(let index): ("/tenants/\(index)", "unknown_tenant", "there is no such tenant")
            }
        self.init(pointer: pointer, code: code, detail: detail)
    }
}
