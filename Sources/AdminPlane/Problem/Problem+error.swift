import HTTPTypes
import Hookswitch
import Hummingbird

extension Problem {
    /// What a client is told of an error; `nil` if the error is ours alone and only the log may have it.
    init?(_ error: any Error, fault: (any Error) -> AdminServices.Fault) {
        switch error {
        case let problem as Problem: self = problem
        case let error as WebhookKeyError: self.init(error)
        case let error as DocumentRefusal: self.init(error)
        case let error as TenantError: self.init(error)
        case is UnreadableTenant: self = .unreadableTenant
        case let error as VersionConflict: self.init(error)
        case let refusal as CredentialRefusal: self.init(refusal)
        case CredentialService.Failure.cursor:
            self = QueryParameters.invalid("after", code: "wrong_value", "it is the next_cursor of the page before")
        case let lapse as RightLapse: self.init(lapse)
        case SystemService.Failure.restricted: self = .restrictedSystem
        case let error as TenantsOutOfReach: self.init(error)
        case let error as APITokenRefusal: self.init(error)
        case let error as ImportRefusal: self.init(error)
        case let error as ImportError: self.init(error)
        case let error as APITokenService.Failure: self.init(error)
        case let error as SignInFailure: self.init(error)
        case let error as IdentityFault: self.init(error)
        case let error as IssuerFault: self.init(error)
        case let error as OperatorFailure: self.init(error)
        case let error as OperatorRefusal: self.init(error)
        case DecisionService.Failure.unknownTenant, DecisionSegmentService.Failure.unknownTenant: self = .noTenant
        case DecisionService.Failure.cursor, DecisionSegmentService.Failure.cursor:
            self = QueryParameters.invalid("after", code: "wrong_value", "it is the next_cursor of the page before")
        case DecisionSegmentService.Failure.noReason: self = .noReason
        case DecisionSegmentService.Failure.unbroken: self = .chainUnbroken
        case StatisticsService.Failure.unknownTenant, DecisionFeed.Refusal.unknownTenant: self = .noTenant
        case let refusal as DecisionService.SearchRefusal: self.init(refusal)
        case DecisionService.RevealRefusal.notKept: self = .callerNotKept
        case ReadingError.tooBroad, StatisticsService.Failure.tooManyPoints: self = .tooBroad
        case ReadingError.tooSlow: self = .tooSlow
        case DecisionFeed.Refusal.tooManyStreams: self = .tooManyStreams
        case let error as AuditService.Failure: self.init(error)
        case let error as OffboardingRefusal: self.init(error)
        case let error as PrivacyRefusal: self.init(error)
        case let error as DecisionErasure: self.init(error)
        case let error as HTTPError where error.status == .notFound: self = .nowhere
        default:
            switch fault(error) {
            case .unavailable:
                self.init(
                    .unavailable,
                    "The database does not answer. Calls are still being routed.",
                    fix: "Ask again after some seconds; `hookswitch doctor` says more."
                )
            case .outcomeUnknown:
                self.init(
                    .outcomeUnknown,
                    "The database went away before it said whether the change was made.",
                    fix: "Look whether the change is there before asking again."
                )
            case .bug: return nil
            }
        }
    }

    /// No operation has this path.
    static let nowhere = Problem(.notFound, "There is nothing at this path.")

    /// There is no such tenant, or none that this operator may see: nothing tells the two apart.
    static let noTenant = Problem(.notFound, "There is no such tenant.")

    /// The answer to an error that only the log may have.
    static let unexplained = Problem(
        .internal,
        "Something went wrong that should not have.",
        fix: "The log of the server has more under this request_id."
    )

    private init(_ refusal: DocumentRefusal) {
        let count = refusal.issues.count
        self.init(
            .invalidDocument,
            "\(count) \(count == 1 ? "thing is" : "things are") wrong with the documents.",
            issues: refusal.issues.map(ProblemIssue.init)
        )
    }

    private init(_ error: WebhookKeyError) {
        switch error {
        case .unknownTenant:
            self = .noTenant
        case .limit:
            self.init(
                .webhookKeyLimit,
                "Two webhook keys are live, and two are the most.",
                fix: "Revoke the one that Enreach no longer uses."
            )
        case .last:
            self.init(
                .webhookKeyLast,
                "This is the last live webhook key: without it every call is refused.",
                fix: "Make another key first, or say `?last=true` (`--last`)."
            )
        case .authenticationIsNone:
            self.init(
                .webhookKeyUnused,
                "The tenant's webhook.authentication is none.",
                fix: "Set it to apiKey or basic in the tenant's document."
            )
        }
    }
}
