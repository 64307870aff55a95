import HTTPTypes
import Hookswitch

extension Problem {
    /// Seconds after which to come back when too many sign in: some of their attempts are over by then.
    private static let crowdDelay = 60

    /// A session's write without what only its own pages know.
    static let noCSRFToken = Problem(
        .csrfTokenRequired,
        "A session's writes carry the header X-CSRF-Token, and this one does not, or carries another's.",
        fix: "Send the csrf_token that GET /api/v1/me answers with."
    )

    /// Nobody was let in.
    init(_ failure: SignInFailure) {
        guard failure != .tooMany else {
            self.init(
                .tooManyAttempts,
                failure.description,
                fix: "Try again in some minutes, or use an API token.",
                headers: [.retryAfter: String(Self.crowdDelay)]
            )
            return
        }
        let fix =
            switch failure {
            case .tooMany: "Try again in some minutes."
            case .unknownAttempt, .grant: "Begin again."
            case .otherIssuer, .denied: "Begin again; if it happens again, ask who runs the issuer."
            case .stranger: "Ask an admin to make you an operator: `hookswitch operator create`."
            case .roleMissing: "Ask who runs the issuer for the role."
            case .invitation: "Ask an admin for another: `hookswitch operator create`."
            case .identityTaken: "Sign in without it."
            }
        self.init(.signInRefused, failure.description, fix: fix)
    }

    /// The issuer's token is not believed.
    init(_ fault: IdentityFault) {
        self.init(
            .signInRefused,
            fault.description,
            issues: [ProblemIssue(pointer: "", code: fault.rawValue, detail: fault.description)],
            fix:
                "Begin again; if it happens again, compare admin.oidc with how the application is set up at the issuer."
        )
    }

    /// The issuer could not be asked.
    init(_ fault: IssuerFault) {
        self.init(
            .issuerUnavailable,
            fault.description,
            fix: fault == .crowded
                ? "Try again in some seconds."
                : "Try again later, or use an API token; who runs the server finds the settings under admin.oidc.",
            headers: [.retryAfter: String(Self.retryDelay)]
        )
    }

    /// Something of an operator could not be done.
    init(_ failure: OperatorFailure) {
        switch failure {
        case .cursor:
            self = QueryParameters.invalid("after", code: "wrong_value", "it is the next_cursor of the page before")
        case .lastAdmin:
            self.init(
                .lastAdminOperator,
                "This is the last operator of the role admin who works in all tenants and has signed in.",
                fix: "Make another first, and let them sign in: `hookswitch operator create --role admin`."
            )
        case .versionConflict(let sent, let current):
            let meant = sent.map { "The change is for version \($0). " } ?? ""
            self.init(
                .versionConflict,
                meant + "The current version is \(current).",
                fix: "Look at the operator as they are now, and send the ETag that comes with them.",
                headers: [.eTag: EntityTag.of(current)]
            )
            self.currentVersion = current
        case .identityTaken:
            self.init(
                .operatorExists,
                "There is an operator with this issuer and subject.",
                fix: "`hookswitch operator list` shows them; change the role with `hookswitch operator set-role`."
            )
        }
    }

    /// An operator who was not made, or not changed.
    init(_ refusal: OperatorRefusal) {
        let issues = refusal.flaws.map(ProblemIssue.init)
        self.init(
            .invalidRequest,
            "Nothing was changed: \(issues.map { "\($0.pointer): \($0.detail)" }.joined(separator: "; ")).",
            issues: issues
        )
    }
}

extension ProblemIssue {
    /// What is wrong with an operator.
    init(_ flaw: OperatorRefusal.Flaw) {
        switch flaw {
        case .access(let flaw):
            self.init(flaw)
        case .issuer:
            self.init(pointer: "/issuer", code: "wrong_value", detail: "it is the https URL that is iss in its tokens")
        case .subject:
            self.init(pointer: "/subject", code: "wrong_value", detail: "it has 1 to 255 characters of one line")
        case .subjectIsAddress:
            let detail = "it is no address, for those change hands: of Entra it is oid.tid, of others sub"
            self.init(pointer: "/subject", code: "wrong_value", detail: detail)
        case .outlivesMaker:
            let detail =
                "a token that ends, and is nobody's sign-in, makes no operators and gives none more than they had"
            self.init(pointer: "/role", code: "wrong_value", detail: detail)
        case .namedByRestricted:
            let detail = "who works in some tenants only names nobody, but invites: leave issuer and subject out"
            self.init(pointer: "/subject", code: "forbidden", detail: detail)
        case .otherHalf(let half):
            let detail = "without it they would work in all tenants; for that, give tenants and tags both as null"
            self.init(pointer: "/\(half.rawValue)", code: "missing_member", detail: detail)
        }
    }
}
