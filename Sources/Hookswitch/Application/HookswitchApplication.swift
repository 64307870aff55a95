public import Logging
public import NIOCore
public import ServiceLifecycle
public import Telemetry
import Dynamics
import Foundation
import Postgres
import Schema

/// All of Hookswitch behind its doors, put together from a configuration.
///
/// ``start(_:eventLoopGroup:logger:)`` finds everything that would keep the server from working before anything listens.
public final class HookswitchApplication: Sendable {
    /// The configuration.
    public let configuration: Configuration
    /// The metrics.
    public let metrics: MetricRegistry
    /// The call's line.
    public let pipeline: DecisionPipeline
    /// How this installation recognises itself from outside.
    public let installation: InstallationProof
    /// Where decisions are recorded.
    public let spool: Spool
    /// Tenants.
    public let tenants: TenantService
    /// Webhook keys.
    public let webhookKeys: WebhookKeyService
    /// Requests that are sent again.
    public let idempotency: IdempotencyService
    /// Decisions.
    public let decisions: DecisionService
    /// What became of calls over time.
    public let statistics: StatisticsService
    /// Decisions as they reach Postgres.
    public let feed: DecisionFeed
    /// What would become of a call.
    public let explainer: CallExplainer
    /// What would become of a call under a document that is not applied.
    public let drafts: DraftExplainer
    /// Verifications of tenants.
    public let verifications: VerificationService
    /// What is sent to Enreach about tenants.
    public let handoffs: HandoffService
    /// API tokens.
    public let tokens: APITokenService
    /// The audit.
    public let audit: AuditService
    /// Sealed segments of decisions.
    public let segments: DecisionSegmentService
    /// Ends of tenants.
    public let offboardings: OffboardingService
    /// What is kept of callers.
    public let privacy: PrivacyService
    /// People who run Hookswitch.
    public let operators: OperatorService
    /// Console logins.
    public let sessions: SessionService
    /// Signing in; `nil` if it is not set up.
    public let signIn: SignInService?
    /// What could be wrong.
    public let doctor: Doctor
    /// What runs behind the doors, in the order in which it starts; it stops in reverse.
    public let services: [any Service]

    private let database: Database
    private let snapshots: SnapshotService
    private let upstream: Upstream

    /// Checks everything, reads the first snapshot, and puts the application together.
    ///
    /// - Throws: ``StartRefusal``.
    public static func start(
        _ configuration: Configuration,
        eventLoopGroup: any EventLoopGroup,
        laneCount: Int,
        logger: Logger
    ) async throws -> HookswitchApplication {
        let metrics = MetricRegistry()
        let foundation = try await Foundations.lay(
            configuration,
            eventLoopGroup: eventLoopGroup,
            laneCount: laneCount,
            metrics: metrics,
            logger: logger
        )
        let issuerClient = configuration.openIDConnect.map { _ in
            IssuerClient(eventLoopGroup: eventLoopGroup, trustRootsFile: configuration.trustRootsFile)
        }
        return try HookswitchApplication(configuration, foundation, issuerClient, metrics: metrics, logger: logger)
    }

    private init(
        _ configuration: Configuration,
        _ foundation: Foundations,
        _ issuerClient: IssuerClient?,
        metrics: MetricRegistry,
        logger: Logger
    ) throws {
        self.configuration = configuration
        self.metrics = metrics
        self.database = foundation.database
        self.snapshots = foundation.snapshots
        self.upstream = foundation.upstream
        self.spool = foundation.spool
        self.installation = InstallationProof(keyRing: foundation.keyRing)
        self.pipeline = DecisionPipeline(
            snapshots: foundation.snapshots.source,
            deadline: configuration.calls.deadline
        )
        self.tenants = TenantService(
            database: foundation.database,
            keyRing: foundation.keyRing,
            egress: foundation.egress,
            authorityHost: foundation.authority.host,
            publicURL: configuration.publicURL.text,
            spool: foundation.spool
        )
        self.webhookKeys = WebhookKeyService(database: foundation.database, tenants: self.tenants)
        self.idempotency = IdempotencyService(database: foundation.database)
        self.decisions = DecisionService(database: foundation.database, tenants: self.tenants)
        self.statistics = StatisticsService(database: foundation.database, tenants: self.tenants)
        self.feed = DecisionFeed(database: foundation.database, tenants: self.tenants, logger: logger)
        self.explainer = CallExplainer(pipeline: self.pipeline)
        self.drafts = DraftExplainer(
            tenants: self.tenants,
            pipeline: self.pipeline,
            assembly: foundation.assembly
        )
        self.verifications = VerificationService(
            tenants: self.tenants,
            snapshots: foundation.snapshots.source,
            assembly: foundation.assembly,
            publicURL: configuration.publicURL,
            isDevelopment: configuration.environment == .development,
            limit: VerificationLimit()
        )
        self.handoffs = HandoffService(
            tenants: self.tenants,
            webhookKeys: self.webhookKeys,
            callDeadline: configuration.calls.deadline
        )
        self.tokens = APITokenService(database: foundation.database)
        self.audit = try AuditService(
            database: foundation.database,
            keyRing: foundation.keyRing,
            tenants: self.tenants,
            logger: logger
        )
        self.segments = try DecisionSegmentService(
            database: foundation.database,
            keyRing: foundation.keyRing,
            tenants: self.tenants,
            retentionDays: configuration.decisionRetentionDays,
            logger: logger
        )
        self.offboardings = OffboardingService(
            database: foundation.database,
            tenants: self.tenants,
            graceDays: configuration.offboardingGraceDays
        )
        self.privacy = try PrivacyService(
            database: foundation.database,
            keyRing: foundation.keyRing,
            tenants: self.tenants,
            snapshots: foundation.snapshots.source,
            spool: foundation.spool,
            logger: logger
        )
        self.sessions = SessionService(database: foundation.database)
        self.operators = OperatorService(
            database: foundation.database,
            tokens: self.tokens,
            sessions: self.sessions
        )
        if let settings = configuration.openIDConnect, let issuerClient {
            self.signIn = SignInService(
                settings,
                database: foundation.database,
                operators: self.operators,
                client: issuerClient
            )
        } else {
            self.signIn = nil
        }
        self.doctor = Doctor(configuration: configuration)
        let services: [any Service] = [
            foundation.database.pool,
            foundation.upstreamService,
            foundation.spool,
            SpoolShipper(spool: foundation.spool, database: foundation.database, logger: logger),
            foundation.listener,
            foundation.snapshots,
            TokenPreparation(source: foundation.snapshots.source, logger: logger),
            self.feed,
            self.audit.signing,
            self.segments.sealing,
            RecurringWork.offboarding(
                try OffboardingWork(database: foundation.database, keyRing: foundation.keyRing, logger: logger),
                logger: logger
            ),
            self.privacy.job,
            self.privacy.upkeep,
            APITokenUpkeep(tokens: self.tokens, sessions: self.sessions, logger: logger),
            RecurringWork.deletingExpiredImports(ImportService(tenants: self.tenants), logger: logger),
        ]
        self.services = services + (issuerClient.map { [$0] } ?? [])
        self.metrics.describe(foundation)
        self.metrics.describe(self.segments)
    }

    /// What says how the installation is.
    ///
    /// - Parameter version: The version of this program, which started now.
    public func status(version: String) -> StatusService {
        let spool = self.spool
        return StatusService(database: self.database, version: version) { spool.statistics.oldestUnshippedAt }
    }

    /// What says what server answers.
    ///
    /// - Parameter version: The version of this program, which started now.
    public func system(version: String) -> SystemService {
        SystemService(
            database: self.database,
            version: version,
            instance: ProcessInfo.processInfo.hostName,
            settings: SettingFact.all(of: self.configuration)
        )
    }

    /// Sides of tenants, to be read.
    public var overviews: OverviewService {
        OverviewService(tenants: self.tenants, snapshots: self.pipeline.snapshots)
    }

    /// Whether the server can answer calls, and what is away.
    ///
    /// It asks nobody, so that it answers at once also while Postgres hangs: who watches us would otherwise take a server
    /// out that answers every call.
    public func readiness() -> Readiness {
        let snapshot = self.pipeline.snapshots.current
        return Readiness(
            tenantCount: snapshot.tenantCount,
            isDatabaseReachable: self.snapshots.isDatabaseAnswering,
            snapshotAge: .now - snapshot.readAt,
            spoolDepth: self.spool.statistics.depth
        )
    }
}
