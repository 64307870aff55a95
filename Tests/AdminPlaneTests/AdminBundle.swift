import Dynamics
import Foundation
import Hookswitch
import HookswitchTesting
import Logging
import Postgres
import Routing
import Telemetry
import Testing

@testable import AdminPlane

/// The admin plane on the real services and the database that the test was lent, with one operator.
struct AdminBundle {
    let plane: AdminPlane
    let services: AdminServices
    let database: Database
    let snapshots = SnapshotSource()
    let keyRing: KeyRing
    let registry = MetricRegistry()
    let log = RecordedLog()
    let token: String
    let tokenID: String

    /// - Parameter canSignIn: Whether signing in is set up, at an issuer that does not answer.
    init(
        limits: AdminLimits = AdminLimits(),
        feedLimits: FeedLimits = FeedLimits(),
        canSignIn: Bool = false
    ) async throws {
        let lent = try #require(LentDatabase.current)
        self.database = Database(pool: lent.pool)
        var random = SystemRandomNumberGenerator()
        self.keyRing = KeyRing(random: &random)
        self.services = try Self.services(
            on: self.database,
            keyRing: self.keyRing,
            snapshots: self.snapshots,
            feedLimits: feedLimits,
            canSignIn: canSignIn
        )
        self.plane = AdminPlane(
            host: "127.0.0.1",
            port: 0,
            services: self.services,
            registry: self.registry,
            logger: self.log.logger,
            limits: limits
        )
        let token = try await self.services.tokens.create(name: "liisa", role: .admin, expiresAt: nil)
        self.token = token.value.reveal()
        self.tokenID = token.id.uuidString.lowercased()
    }

    /// The services as the server has them.
    static func services(
        on database: Database,
        keyRing: KeyRing,
        snapshots: SnapshotSource,
        feedLimits: FeedLimits = FeedLimits(),
        canSignIn: Bool = false
    ) throws -> AdminServices {
        let tenants = TenantService(
            database: database,
            keyRing: keyRing,
            egress: EgressPolicy(),
            authorityHost: "login.microsoftonline.com",
            publicURL: "https://hooks.example.com"
        )
        let pipeline = DecisionPipeline(snapshots: snapshots, deadline: .seconds(1))
        let audit = try AuditService(
            database: database,
            keyRing: keyRing,
            tenants: tenants,
            logger: Logger(label: "audit") { _ in SwiftLogNoOpLogHandler() }
        )
        let webhookKeys = WebhookKeyService(database: database, tenants: tenants)
        let tokens = APITokenService(database: database)
        let sessions = SessionService(database: database)
        let operators = OperatorService(database: database, tokens: tokens, sessions: sessions)
        return AdminServices(
            tokens: tokens,
            operators: operators,
            sessions: sessions,
            signIn: canSignIn ? try Self.signIn(operators, on: database) : nil,
            tenants: tenants,
            webhookKeys: webhookKeys,
            idempotency: IdempotencyService(database: database),
            decisions: DecisionService(database: database, tenants: tenants),
            statistics: StatisticsService(database: database, tenants: tenants),
            feed: DecisionFeed(database: database, tenants: tenants, limits: feedLimits, logger: RecordedLog().logger),
            status: StatusService(database: database, version: "1.2.3", oldestUnshippedAt: { nil }),
            system: SystemService(
                database: database,
                version: "1.2.3",
                instance: "one.example",
                settings: [
                    SettingFact(
                        key: "database.url",
                        environment: "HOOKSWITCH_DATABASE_URL",
                        value: "***",
                        origin: "default",
                        defaultValue: nil,
                        isSecret: true
                    )
                ]
            ),
            overviews: OverviewService(tenants: tenants, snapshots: snapshots),
            explainer: CallExplainer(pipeline: pipeline),
            explainDraft: Self.explainDraft(of: tenants, by: pipeline),
            audit: audit,
            segments: try DecisionSegmentService(
                database: database,
                keyRing: keyRing,
                tenants: tenants,
                retentionDays: 0,
                logger: Logger(label: "segments") { _ in SwiftLogNoOpLogHandler() }
            ),
            offboardings: OffboardingService(database: database, tenants: tenants),
            privacy: try PrivacyService(
                database: database,
                keyRing: keyRing,
                tenants: tenants,
                snapshots: snapshots,
                spool: nil,
                logger: Logger(label: "privacy") { _ in SwiftLogNoOpLogHandler() }
            ),
            verification: ScriptedVerification.prepare,
            handoffs: HandoffService(tenants: tenants, webhookKeys: webhookKeys, callDeadline: .milliseconds(1500)),
            checks: { [DoctorCheck(id: .database, status: .failed, summary: "away", remedy: "start it")] },
            fault: { error in
                switch (error as? PostgresError)?.disposition {
                case .retry, .retryTransaction, .busy, .capacity, .cancelled: .unavailable
                case .ambiguous: .outcomeUnknown
                case .constraint, .bug, nil: .bug
                }
            }
        )
    }
}
