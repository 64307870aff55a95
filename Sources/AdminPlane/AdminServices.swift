public import Hookswitch

/// What the admin plane calls to do its work; it decides nothing itself.
public struct AdminServices: Sendable {
    /// What a failure of a service means to a client.
    public enum Fault: Sendable {
        /// Nothing was done, and the same request may succeed later.
        case unavailable
        /// Nobody knows whether the work was done.
        case outcomeUnknown
        /// The program is wrong.
        case bug
    }

    /// Recognises operators.
    public let tokens: APITokenService
    /// People who run Hookswitch.
    public let operators: OperatorService
    /// Recognises, lists and ends console logins.
    public let sessions: SessionService
    /// Lets operators in; `nil` if signing in is not set up.
    public let signIn: SignInService?
    /// Reads and applies documents, and shows tenants.
    public let tenants: TenantService
    /// Makes, lists and revokes webhook keys.
    public let webhookKeys: WebhookKeyService
    /// Carries out a request once that is sent several times.
    public let idempotency: IdempotencyService
    /// Lists decisions, and says why.
    public let decisions: DecisionService
    /// Counts decisions.
    public let statistics: StatisticsService
    /// Tells of decisions as they come.
    public let feed: DecisionFeed
    /// Says how the installation is.
    public let status: StatusService
    /// Says what server answers.
    public let system: SystemService
    /// Shows sides of tenants.
    public let overviews: OverviewService
    /// Says what would become of a call.
    public let explainer: CallExplainer
    /// Says what would become of a call under a document that is not applied; `nil` if there is no such tenant.
    public let explainDraft: ExplainDraft
    /// Shows and exports the audit.
    public let audit: AuditService
    /// Shows and exports sealed segments of decisions.
    public let segments: DecisionSegmentService
    /// Ends tenants.
    public let offboardings: OffboardingService
    /// Finds and erases what is kept of callers.
    public let privacy: PrivacyService
    /// Prepares the verification of a tenant, with a sample caller if one is given; `nil` if there is no such tenant.
    public let verification: @Sendable (String, _ sample: String?, Operator) async throws -> Verification?
    /// Says what to send to Enreach about a tenant.
    public let handoffs: HandoffService
    /// Examines the installation, as the doctor does.
    public let checks: @Sendable () async -> [DoctorCheck]
    /// Says what an error that no service names means.
    public let fault: @Sendable (any Error) -> Fault

    /// The tenant's slug, the draft, the call, and who asks.
    public typealias ExplainDraft =
        @Sendable (String, TenantDocument, CallQuestion, Operator) async throws -> CallExplanation?

    /// Gathers the services.
    ///
    /// - Parameters:
    ///   - signIn: Lets operators in; `nil` if it is not set up.
    ///   - verification: Prepares the verification of a tenant.
    ///   - checks: Examines the installation.
    ///   - fault: Says what an error of the database means. Called for errors that are not the services' own.
    public init(
        tokens: APITokenService,
        operators: OperatorService,
        sessions: SessionService,
        signIn: SignInService?,
        tenants: TenantService,
        webhookKeys: WebhookKeyService,
        idempotency: IdempotencyService,
        decisions: DecisionService,
        statistics: StatisticsService,
        feed: DecisionFeed,
        status: StatusService,
        system: SystemService,
        overviews: OverviewService,
        explainer: CallExplainer,
        explainDraft: @escaping ExplainDraft,
        audit: AuditService,
        segments: DecisionSegmentService,
        offboardings: OffboardingService,
        privacy: PrivacyService,
        verification: @escaping @Sendable (String, _ sample: String?, Operator) async throws -> Verification?,
        handoffs: HandoffService,
        checks: @escaping @Sendable () async -> [DoctorCheck],
        fault: @escaping @Sendable (any Error) -> Fault
    ) {
        self.tokens = tokens
        self.operators = operators
        self.sessions = sessions
        self.signIn = signIn
        self.tenants = tenants
        self.webhookKeys = webhookKeys
        self.idempotency = idempotency
        self.decisions = decisions
        self.statistics = statistics
        self.feed = feed
        self.status = status
        self.system = system
        self.overviews = overviews
        self.explainer = explainer
        self.explainDraft = explainDraft
        self.audit = audit
        self.segments = segments
        self.offboardings = offboardings
        self.privacy = privacy
        self.verification = verification
        self.handoffs = handoffs
        self.checks = checks
        self.fault = fault
    }
}
