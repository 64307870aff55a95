public import Logging
public import Routing
public import Telemetry

/// Everything an operator has set, checked and typed.
///
/// ``load(overrides:environment:configFile:)`` is the only way to one. All durations are above zero.
public struct Configuration: Sendable {
    /// The database that everything is kept in.
    public struct Database: Sendable {
        /// A libpq URI or conninfo.
        public let url: Secret

        /// Connections that the server opens at most.
        public let poolSize: Int

        /// Whether statements are prepared once a connection and then executed by name.
        public let preparesStatements: Bool
    }

    /// The listener for calls.
    public struct Calls: Sendable {
        /// Certificate and key of the listener, PEM files.
        public struct TLS: Hashable, Sendable {
            /// The certificate, followed by those between it and a root.
            public let certificateFile: String

            /// The private key of the certificate.
            public let privateKeyFile: String
        }

        /// Where calls are taken.
        public let listen: ListenAddress

        /// The hosts by which requests may call, as they were set; ``Configuration/callHosts`` has those that hold.
        public let allowedHosts: [HostName]

        /// From the end of a request to the start of its answer.
        public let deadline: Duration

        /// Connections that are open at once.
        public let maximumConnections: Int

        /// For a request's head to arrive.
        public let headTimeout: Duration

        /// For a request's body to arrive after its head.
        public let bodyTimeout: Duration

        /// For which a connection without a request stays open.
        public let idleTimeout: Duration

        /// Nil where the listener speaks plain HTTP.
        public let tls: TLS?
    }

    /// The records of decisions that are not in the database yet.
    public struct Spool: Sendable {
        /// The folder they are in.
        public let directory: String

        /// How much they may take, in bytes.
        public let maximumByteCount: Int
    }

    /// Callers that were looked up.
    public struct Cache: Sendable {
        /// For which a caller that was found is remembered.
        public let positiveLifetime: Duration

        /// For which a caller that was not found is remembered.
        public let negativeLifetime: Duration

        /// Callers remembered at once, of all tenants together.
        public let maximumEntryCount: Int
    }

    /// What the server is for.
    public let environment: DeploymentEnvironment

    /// `database.*`
    public let database: Database

    /// `calls.*`
    public let calls: Calls

    /// Where the admin API is (`admin.listen`).
    public let adminListen: ListenAddress

    /// The reverse proxies before the admin API that are believed (`admin.trustedProxies`).
    public let adminTrustedProxies: [NetworkRange]

    /// What browsers call the admin API by (`admin.publicUrl`).
    public let adminPublicURL: BaseURL?

    /// `admin.oidc.*`; `nil` if nobody signs in.
    public let openIDConnect: OpenIDConnect?

    /// Where health and metrics are (`operations.listen`).
    public let operationsListen: ListenAddress

    /// What tenants' webhook URLs begin with (`public.url`).
    public let publicURL: BaseURL

    /// The key ring (`keyring.file`).
    public let keyringFile: String

    /// `spool.*`
    public let spool: Spool

    /// The base of every tenant's token endpoint (`entra.authority`).
    public let entraAuthority: BaseURL

    /// Microsoft Graph (`graph.url`).
    public let graphURL: BaseURL

    /// PEM certificates trusted for upstream TLS besides the system's (`trust.rootsFile`).
    public let trustRootsFile: String?

    /// Where the server may connect beyond Microsoft's domains (`egress.allow`); empty in production.
    public let egressAllow: [EgressDestination]

    /// Entries below this level are not logged (`log.level`).
    public let logLevel: Logger.Level

    /// How a log line looks (`log.format`).
    public let logFormat: LogFormat

    /// `cache.*`
    public let cache: Cache

    /// How often the database is asked for changes, behind its notifications (`snapshot.pollSeconds`).
    public let snapshotPollInterval: Duration

    /// For calls under way to end after a stop was asked for (`drain.seconds`).
    public let drainTimeout: Duration

    /// A month of decisions is dropped so many days after its end; 0 keeps all (`decisions.retentionDays`).
    public let decisionRetentionDays: Int

    /// How many days a tenant that is offboarded waits, suspended, before it is destroyed (`offboarding.graceDays`).
    public let offboardingGraceDays: Int

    /// Where each setting's value came from, by key.
    public let origins: [String: SettingOrigin]

    /// Each setting's value as it may be shown, by key: secrets are `***`, and what has no value is absent.
    public let shownValues: [String: String]
}
