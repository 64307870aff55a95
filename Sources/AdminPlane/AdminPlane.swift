public import Hookswitch
public import Logging
public import NIOCore
public import ServiceLifecycle
public import Telemetry
import Hummingbird

/// The admin API: `/api/v1` on a listener of its own.
///
/// It speaks plain HTTP/1.1 and stands behind a reverse proxy, or on the loopback address.
public final class AdminPlane: Service {
    private let services: AdminServices
    private let limits: AdminLimits
    private let registry: MetricRegistry
    private let logger: Logger
    private let listener: HTTPListener
    private let admission: Admission
    private let starts: RateLimiter<SourceAddress>
    private let refusals: SignInRefusals
    private let onListening: @Sendable (SocketAddress) -> Void

    /// Makes the plane; ``run()`` opens it.
    ///
    /// - Parameters:
    ///   - host: The address or name to listen on.
    ///   - port: The port; 0 lets the system choose.
    ///   - services: What does the work.
    ///   - registry: Where requests are counted.
    ///   - logger: Where each request leaves one line.
    ///   - limits: What one client is granted.
    ///   - proxies: Who is believed when they say for whom they ask.
    ///   - eventLoopGroup: Where connections live; `nil` is SwiftNIO's own.
    ///   - onListening: Called once it listens, with the address.
    public init(
        host: String,
        port: Int,
        services: AdminServices,
        registry: MetricRegistry,
        logger: Logger,
        limits: AdminLimits = AdminLimits(),
        proxies: TrustedProxies = TrustedProxies(),
        eventLoopGroup: (any EventLoopGroup)? = nil,
        onListening: @escaping @Sendable (SocketAddress) -> Void = { _ in }
    ) {
        self.services = services
        self.limits = limits
        self.registry = registry
        self.logger = logger
        self.onListening = onListening
        self.admission = Admission(
            authentication: BearerAuthentication(
                tokens: services.tokens,
                sessions: services.sessions,
                guesses: RateLimiter(policy: limits.wrongTokens, maximumCount: limits.maximumSourceCount)
            ),
            rates: RateLimiter(policy: limits.requestsPerToken, maximumCount: limits.maximumTokenCount),
            proxies: proxies
        )
        self.starts = RateLimiter(policy: limits.signIns, maximumCount: limits.maximumSourceCount)
        self.refusals = SignInRefusals(registry: registry, logger: logger)
        self.listener = HTTPListener(
            host: host,
            port: port,
            limits: limits,
            eventLoopGroup: eventLoopGroup,
            logger: logger
        )
    }

    /// The address that it listens on, awaited if need be; `nil` if it ended before it listened.
    public var localAddress: SocketAddress? {
        get async { await self.listener.address.value }
    }

    /// Serves until the service group stops; requests under way are finished first.
    ///
    /// - Throws: What the system says if the address cannot be listened on.
    public func run() async throws {
        try await self.listener.run(self.application())
    }

    /// The operations, in the order in which people read them.
    func table() -> RouteTable {
        let bodies = RequestBodyReader(limits: self.limits)
        let once = IdempotencyGate(
            records: self.services.idempotency,
            bodies: bodies,
            fault: self.services.fault,
            logger: self.logger
        )
        let files = RequestBodyReader(limits: self.limits.ofImports)
        let onceAFile = IdempotencyGate(
            records: self.services.idempotency,
            bodies: files,
            fault: self.services.fault,
            logger: self.logger
        )
        let imports = ImportService(tenants: self.services.tenants)
        return RouteTable(
            routes: TenantController(tenants: self.services.tenants, bodies: bodies, once: once).routes
                + TenantCreationController(tenants: self.services.tenants, bodies: bodies, once: once).routes
                + TenantResourceController(tenants: self.services.tenants, bodies: bodies).routes
                + TenantStatusController(tenants: self.services.tenants, bodies: bodies, once: once).routes
                + TenantDocumentController(tenants: self.services.tenants, bodies: bodies).routes
                + TenantVersionController(tenants: self.services.tenants, bodies: bodies, once: once).routes
                + CredentialController(
                    credentials: CredentialService(tenants: self.services.tenants),
                    bodies: bodies
                ).routes
                + OverviewController(overviews: self.services.overviews).routes
                + PoolSearchController(overviews: self.services.overviews, bodies: bodies).routes
                + WebhookKeyController(webhookKeys: self.services.webhookKeys, bodies: bodies, once: once).routes
                + ExplainController(
                    explainer: self.services.explainer,
                    explainDraft: self.services.explainDraft,
                    tenants: self.services.tenants,
                    bodies: bodies
                ).routes
                + VerificationController(prepare: self.services.verification, bodies: bodies).routes
                + HandoffController(handoffs: self.services.handoffs).routes
                + DecisionController(decisions: self.services.decisions).routes
                + DecisionExportController(decisions: self.services.decisions).routes
                + DecisionSegmentController(segments: self.services.segments, bodies: bodies, once: once).routes
                + OffboardingController(offboardings: self.services.offboardings, bodies: bodies, once: once).routes
                + PrivacyController(privacy: self.services.privacy, bodies: bodies).routes
                + DecisionSearchController(decisions: self.services.decisions, bodies: bodies).routes
                + StatisticsController(statistics: self.services.statistics).routes
                + FeedController(feed: self.services.feed).routes
                + AuditController(audit: self.services.audit).routes
                + ImportController(imports: imports, files: files, once: onceAFile).routes
                + ExportController(export: TenantExport(tenants: self.services.tenants)).routes
                + TokenController(tokens: self.services.tokens, bodies: bodies, once: once).routes
                + OperatorController(operators: self.services.operators, bodies: bodies, once: once).routes
                + SessionController(sessions: self.services.sessions, bodies: bodies).routes
                + SignInController(
                    signIn: self.services.signIn,
                    bodies: RequestBodyReader(limits: self.limits.ofSignIns),
                    refusals: self.refusals,
                    starts: self.starts,
                    guesses: self.admission.authentication.guesses,
                    proxies: self.admission.proxies
                ).routes
                + SystemController(examine: self.services.checks).routes
                + StatusController(status: self.services.status).routes
                + SettingsController(system: self.services.system).routes
                + DocumentationController().routes
        )
    }

    /// The way of a request: named, guarded, counted, logged, and its errors told; then the operation, which lets in
    /// operators only. What stands outside sees the answer of what stands inside, never an error.
    func application() -> Application<RouterResponder<AdminRequestContext>> {
        let table = self.table()
        let router = Router(context: AdminRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            RequestIdentityMiddleware()
            SecurityHeadersMiddleware()
            RequestMetricsMiddleware(registry: self.registry, operationIDs: table.routes.map(\.operationID))
            AccessLogMiddleware(logger: self.logger)
            RateLimitMiddleware(policy: self.admission.rates.policy)
            ProblemMiddleware(table: table, limits: self.limits, fault: self.services.fault, logger: self.logger)
        }
        table.addRoutes(to: router, admission: self.admission)
        return self.listener.application(router, onListening: self.onListening)
    }
}
