import Dynamics
import Foundation
import Logging
import NIOCore
import Postgres
import Schema
import Telemetry

/// What the application stands on, each part checked: a fault here is a refusal to start.
struct Foundations: Sendable {
    let database: Database
    let keyRing: KeyRing
    let egress: EgressPolicy
    let authority: Endpoint
    let upstream: Upstream
    let spool: Spool
    let listener: NotificationListener
    let snapshots: SnapshotService
    let cacheBudget: CacheBudget
    let assembly: TenantAssembly

    /// How long a start waits for a database that is away. A failover or a boot takes as long; after that whoever started
    /// us is told, and may start us again.
    private static let databasePatience = Duration.seconds(10)
    /// How long between two looks at a database that is away.
    private static let databasePause = Duration.milliseconds(500)
    /// How long asking for the login's rights may take.
    private static let loginPatience = Duration.seconds(5)

    var upstreamService: UpstreamService {
        UpstreamService(upstream: self.upstream)
    }

    /// Checks and opens everything, and reads the first snapshot.
    ///
    /// - Throws: ``StartRefusal``.
    static func lay(
        _ configuration: Configuration,
        eventLoopGroup: any EventLoopGroup,
        laneCount: Int,
        metrics: MetricRegistry,
        logger: Logger
    ) async throws -> Foundations {
        let keyRing = try Self.keyRing(configuration)
        let egress = try Self.egress(configuration)
        let authority = try Self.authority(configuration, egress: egress)
        let url = try Self.databaseURL(configuration)
        let spool = try Self.spool(configuration, laneCount: laneCount, metrics: metrics, logger: logger)
        let upstream = try Self.upstream(configuration, eventLoopGroup: eventLoopGroup, logger: logger)

        let database = Database(pool: Self.pool(configuration, url: url, logger: logger))
        try await Self.awaitSchema(database, logger: logger)
        try await Self.checkLogin(database, configuration: configuration, logger: logger)
        let cacheLimits = Self.cacheLimits(configuration)
        let budget = CacheBudget(maximumCount: cacheLimits.maximumTotalCount)
        let assembly = TenantAssembly(
            keyStore: TenantKeyStore(keyRing: keyRing),
            egress: egress,
            authority: authority,
            upstream: upstream,
            cacheLimits: cacheLimits,
            cacheBudget: budget,
            metrics: LookupMetrics(metrics),
            logger: logger
        )
        let listener = NotificationListener(url: url, channels: [TenantNotice.channel], logger: logger)
        let snapshots = SnapshotService(
            source: SnapshotSource(),
            loader: SnapshotLoader(database: database, assembly: assembly, logger: logger),
            listener: listener,
            pollInterval: configuration.snapshotPollInterval,
            logger: logger
        )
        try await Self.readTenants(snapshots, keyringFile: configuration.keyringFile)
        return Foundations(
            database: database,
            keyRing: keyRing,
            egress: egress,
            authority: authority,
            upstream: upstream,
            spool: spool,
            listener: listener,
            snapshots: snapshots,
            cacheBudget: budget,
            assembly: assembly
        )
    }

    /// Waits a while for a database that is away, and checks its schema.
    private static func awaitSchema(_ database: Database, logger: Logger) async throws {
        let deadline = ContinuousClock.now + Self.databasePatience
        var isWaiting = false
        while true {
            do {
                return try await Self.checkSchema(database)
            } catch let refusal as StartRefusal where refusal.isTemporary && ContinuousClock.now < deadline {
                if !isWaiting {
                    logger.warning("waiting for the database", metadata: ["reason": "\(refusal.reason)"])
                }
                isWaiting = true
                try await Task.sleep(for: Self.databasePause)
            }
        }
    }

    private static func checkSchema(_ database: Database) async throws {
        let status: SchemaStatus
        do {
            status = try await Migrator(pool: database.pool).status()
        } catch {
            throw StartRefusal(
                database: error,
                doing: "Postgres does not answer as it should",
                remedy: "start it, or correct the address; `hookswitch doctor` tells more"
            )
        }
        if let refusal = StartRefusal(schema: status) { throw refusal }
    }

    /// Says so if in production the login is one that row-level security does not hold.
    private static func checkLogin(_ database: Database, configuration: Configuration, logger: Logger) async throws {
        guard configuration.environment == .production else { return }
        let rights: LoginRights
        do {
            let deadline = ContinuousClock.now + Self.loginPatience
            rights = try await database.pool.withConnection(deadline: deadline) { try await LoginRights(of: $0) }
        } catch {
            throw StartRefusal(
                database: error,
                doing: "the rights of the login cannot be read",
                remedy: "start Postgres, or correct the address; `hookswitch doctor` tells more"
            )
        }
        guard rights.mayBypassRowSecurity else { return }
        logger.warning(
            "the database login can bypass row-level security; use one that is neither superuser nor BYPASSRLS",
            metadata: ["login": "\(rights.quotedName)"]
        )
    }

    private static func readTenants(_ snapshots: SnapshotService, keyringFile: String) async throws {
        do {
            try await snapshots.loadFirst()
        } catch let SnapshotLoader.Failure.keyRing(count, error) {
            throw StartRefusal(
                subject: "keyring.file",
                reason: "\(keyringFile) does not open the key of any of \(count) tenants: \(error)",
                remedy: "use the key ring with which they were made"
            )
        } catch {
            throw StartRefusal(
                database: error,
                doing: "the tenants cannot be read",
                remedy: "grant the login the roles hookswitch_runtime and hookswitch_fleet"
            )
        }
    }
}
