import Dynamics
import Foundation
import Logging
import NIOCore
import Postgres
import Routing
import Telemetry

extension Foundations {
    /// The key ring of the configuration.
    static func keyRing(_ configuration: Configuration) throws(StartRefusal) -> KeyRing {
        do {
            return try KeyRingFile(path: configuration.keyringFile).load()
        } catch {
            throw StartRefusal(
                subject: "keyring.file",
                reason: error.description,
                remedy: "name the right file, or make one with `hookswitch keyring create FILE`"
            )
        }
    }

    /// Where Hookswitch may send requests.
    static func egress(_ configuration: Configuration) throws(StartRefusal) -> EgressPolicy {
        do {
            let allowances = try configuration.egressAllow.map { try EgressAllowance(parsing: $0.description) }
            return EgressPolicy(allowing: allowances)
        } catch {
            throw StartRefusal(
                subject: "egress.allow",
                reason: "it has an entry that is no host and port (\(error))",
                remedy: "write host:port,host:port"
            )
        }
    }

    /// Entra's address.
    static func authority(
        _ configuration: Configuration,
        egress: EgressPolicy
    ) throws(StartRefusal) -> Endpoint {
        do {
            return try egress.authority(configuration.entraAuthority.text)
        } catch {
            throw StartRefusal(
                subject: "entra.authority",
                reason: "\(configuration.entraAuthority.text) is not allowed: \(error)",
                remedy: "use https://login.microsoftonline.com, or in development allow the host with egress.allow"
            )
        }
    }

    /// Postgres' address.
    static func databaseURL(_ configuration: Configuration) throws(StartRefusal) -> DatabaseURL {
        do {
            return try DatabaseURL(parsing: configuration.database.url.reveal())
        } catch {
            throw StartRefusal(
                subject: "database.url",
                reason: "\(error)",
                remedy:
                    "write a libpq URI such as postgresql://hookswitch@db.example.com/hookswitch?sslmode=verify-full"
            )
        }
    }

    /// The decision spool.
    static func spool(
        _ configuration: Configuration,
        laneCount: Int,
        metrics: MetricRegistry,
        logger: Logger
    ) throws(StartRefusal) -> Spool {
        var limits = SpoolLimits()
        limits.maximumByteCount = configuration.spool.maximumByteCount
        do {
            return try Spool.open(
                directory: configuration.spool.directory,
                laneCount: laneCount,
                limits: limits,
                metrics: metrics,
                logger: logger
            )
        } catch {
            throw StartRefusal(
                subject: "spool.directory",
                reason: "\(error)",
                remedy: "name a directory of the server's own user on a local disk"
            )
        }
    }

    /// The way to Microsoft.
    static func upstream(
        _ configuration: Configuration,
        eventLoopGroup: any EventLoopGroup,
        logger: Logger
    ) throws(StartRefusal) -> Upstream {
        var upstream = Upstream.Configuration()
        upstream.trustRootsFile = configuration.trustRootsFile
        do {
            return try Upstream(configuration: upstream, eventLoopGroup: eventLoopGroup, logger: logger)
        } catch {
            throw StartRefusal(
                subject: "trust.rootsFile",
                reason: "\(configuration.trustRootsFile ?? "") cannot be read as certificates in PEM",
                remedy: "name a readable file of certificates, or leave the setting out"
            )
        }
    }

    /// The connections to Postgres.
    static func pool(_ configuration: Configuration, url: DatabaseURL, logger: Logger) -> ConnectionPool {
        var pool = PoolConfiguration()
        pool.maximumConnectionCount = configuration.database.poolSize
        pool.preparesStatements = configuration.database.preparesStatements
        return ConnectionPool(url: url, configuration: pool, logger: logger)
    }

    /// How many callers are remembered.
    static func cacheLimits(_ configuration: Configuration) -> CallerCacheLimits {
        var limits = CallerCacheLimits()
        limits.positiveDuration = configuration.cache.positiveLifetime
        limits.negativeDuration = configuration.cache.negativeLifetime
        limits.maximumTotalCount = configuration.cache.maximumEntryCount
        return limits
    }
}
