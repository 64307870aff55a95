import Logging
import Routing
import Telemetry

extension Configuration {
    /// Reads every setting there is, in the order of `hookswitch.yaml`. What is wrong is noted in the reader; the result
    /// counts only where it notes nothing.
    init(reading reader: inout SettingReader) {
        self.environment = reader.value(
            "environment",
            .choice,
            default: .development,
            help: """
                What the server is for. Production refuses egress.allow, and calls by other hosts than calls.allowedHosts \
                says. The default opens no way out by itself: without egress.allow, development reaches Microsoft's \
                domains only, too. The systemd unit sets production.
                """
        )
        self.database = Database(reading: &reader)
        self.calls = Calls(reading: &reader)
        self.adminListen = reader.value(
            "admin.listen",
            .listenAddress,
            default: ListenAddress(host: "127.0.0.1", port: 8081),
            help: "Where the admin API listens. Plain HTTP: leave it on loopback or behind a proxy with TLS."
        )
        self.adminTrustedProxies =
            reader.optional(
                "admin.trustedProxies",
                .networkRanges,
                help: """
                    Reverse proxies before the admin API. By their field X-Forwarded-For the audit knows where a change \
                    came from, and wrong tokens are counted for each source; without it all are the proxy's.
                    """
            ) ?? []
        self.adminPublicURL = reader.optional(
            "admin.publicUrl",
            .url,
            help: "What browsers call the admin API by, for signing in: the proxy's https URL. http on loopback only."
        )
        if let url = self.adminPublicURL, url.scheme != "https", !Self.isLoopback(url.host) {
            reader.refuse(
                "admin.publicUrl",
                reason: "it is not https",
                remedy: "Put a proxy with TLS before the admin API; browsers keep sessions on https alone."
            )
        }
        self.openIDConnect = OpenIDConnect(reading: &reader, publicURL: self.adminPublicURL)
        self.operationsListen = reader.value(
            "operations.listen",
            .listenAddress,
            default: ListenAddress(host: "127.0.0.1", port: 8082),
            help: "Where /livez, /readyz and /metrics are. They ask for no token: keep them off the internet."
        )
        self.publicURL = reader.value(
            "public.url",
            .url,
            default: .calls,
            help: """
                What tenants' webhook URLs begin with: the address of the edge, as the telephony cloud reaches it. In \
                production calls are taken by its host.
                """
        )
        self.keyringFile = reader.value(
            "keyring.file",
            .path,
            default: "/etc/hookswitch/keyring",
            help: """
                The keys that seal tenants' secrets: `hookswitch keyring create FILE`, mode 0600. Without it no secret \
                can be opened again, and it is in no database backup: keep a copy elsewhere.
                """
        )
        self.spool = Spool(reading: &reader)
        self.entraAuthority = reader.value(
            "entra.authority",
            .url,
            default: .microsoftEntra,
            help: "Where access tokens come from. Another address than Microsoft's must stand in egress.allow, too."
        )
        self.graphURL = reader.value(
            "graph.url",
            .url,
            default: .microsoftGraph,
            help: "Microsoft Graph. Another address than Microsoft's must stand in egress.allow, too."
        )
        self.trustRootsFile = reader.optional(
            "trust.rootsFile",
            .path,
            help: "PEM certificates to trust for connections to Microsoft besides the system's: for a simulator."
        )
        self.egressAllow =
            reader.optional(
                "egress.allow",
                .egressDestinations,
                help: """
                    Where the server may connect beyond Microsoft's domains, and at private addresses. For a simulator \
                    only: refused when environment is production.
                    """
            ) ?? []
        self.logLevel = reader.value(
            "log.level",
            .choice,
            default: .info,
            help: "Entries below this level are not written. `debug` is for a fault that is being looked for."
        )
        self.logFormat = reader.value(
            "log.format",
            .choice,
            default: .json,
            help: "`json` writes an object a line, for machines; `text` a readable line, for a terminal."
        )
        self.cache = Cache(reading: &reader)
        self.snapshotPollInterval = .seconds(
            reader.value(
                "snapshot.pollSeconds",
                .integer(1...60),
                default: 1,
                help: "How often the database is asked for changes. Notifications are quicker; this is behind them."
            )
        )
        self.drainTimeout = .seconds(
            reader.value(
                "drain.seconds",
                .integer(1...60),
                default: 10,
                help: "For calls under way to end after SIGTERM. Below the unit's TimeoutStopSec, which is 15."
            )
        )
        self.decisionRetentionDays = reader.value(
            "decisions.retentionDays",
            .integer(0...3650),
            default: DecisionRetention.defaultDays,
            help: """
                Decisions are dropped by the month, so many days after the month's end, once each day of it is sealed. 0 \
                keeps them for ever. All servers of one database must agree: the shortest counts.
                """
        )
        self.offboardingGraceDays = reader.value(
            "offboarding.graceDays",
            .integer(1...3650),
            default: OffboardingService.defaultGraceDays,
            help: "Days for which an offboarded tenant waits, suspended, before it is destroyed."
        )
        self.origins = reader.origins
        self.shownValues = reader.shownValues
    }

    /// Whether a host is this machine, where browsers keep secure cookies without TLS, too.
    private static func isLoopback(_ host: String) -> Bool {
        ["localhost", "127.0.0.1", "::1"].contains(host)
    }
}

extension Configuration.Database {
    fileprivate init(reading reader: inout SettingReader) {
        let url = reader.optional(
            "database.url",
            .secret("a libpq URI or conninfo, such as postgresql://hookswitch@db.example.com/hookswitch"),
            help: """
                The database: a libpq URI or conninfo, with all that libpq knows (several hosts, sslmode=verify-full, \
                target_session_attrs=read-write). If it holds a password, put it into the credential `database-url` \
                rather than here.
                """
        )
        self.url = url ?? Secret("")
        self.poolSize = reader.value(
            "database.poolSize",
            .integer(1...200),
            default: 10,
            help: "Connections at most. No call waits for one; each is a thread and a Postgres backend."
        )
        self.preparesStatements = reader.value(
            "database.preparesStatements",
            .boolean,
            default: true,
            help: "False behind a pooler in transaction mode that does not know prepared statements (PgBouncer < 1.21)."
        )
        guard url == nil, reader.origins["database.url"] == .default else { return }
        reader.refuse(
            .init(
                key: "database.url",
                origin: nil,
                reason: "it has no value",
                remedy: "Set HOOKSWITCH_DATABASE_URL, the credential database-url, or database.url in the file."
            )
        )
    }
}

extension Configuration.Calls {
    fileprivate init(reading reader: inout SettingReader) {
        self.listen = reader.value(
            "calls.listen",
            .listenAddress,
            default: ListenAddress(host: "127.0.0.1", port: 8080),
            help: "Where calls are taken. The telephony cloud calls port 443 only: put a proxy or TLS before it."
        )
        self.allowedHosts =
            reader.optional(
                "calls.allowedHosts",
                .hostNames,
                help: """
                    By which hosts requests may call: what their field Host says, without port. Another gets 421. Unset, \
                    these are in production the host of public.url and that of calls.listen; in development, any.
                    """
            ) ?? []
        self.deadline = .milliseconds(
            reader.value(
                "calls.deadlineMilliseconds",
                .integer(100...4000),
                default: 1500,
                help: """
                    A call gets its answer in this time, whatever is broken. The sender gives up after 5 s while the \
                    caller hears nothing, so 4 s is the most that leaves room for the network.
                    """
            )
        )
        self.maximumConnections = reader.value(
            "calls.maximumConnections",
            .integer(1...50_000),
            default: 4096,
            help: """
                Connections open at once, of one address half of them; a further one is closed at once, and its call is \
                not answered. Stay below the unit's LimitNOFILE.
                """
        )
        self.headTimeout = .milliseconds(
            reader.value(
                "calls.headTimeoutMilliseconds",
                .integer(100...60_000),
                default: 5000,
                help: "For a request's head to arrive, however slowly its bytes drip."
            )
        )
        self.bodyTimeout = .milliseconds(
            reader.value(
                "calls.bodyTimeoutMilliseconds",
                .integer(100...60_000),
                default: 1000,
                help: "For a request's body to arrive after its head. It is 16 KiB at most."
            )
        )
        self.idleTimeout = .seconds(
            reader.value(
                "calls.idleTimeoutSeconds",
                .integer(1...3600),
                default: 70,
                help: """
                    For which a connection without a request stays open. Longer than the 60 s for which nginx keeps \
                    one to its upstream, so that the proxy closes first and no request meets a closing connection.
                    """
            )
        )
        let certificateFile = reader.optional(
            "calls.tls.certificateFile",
            .path,
            help: "PEM certificate chain of the calls listener; with it, the listener speaks TLS. Read again on change."
        )
        let privateKeyFile = reader.optional(
            "calls.tls.privateKeyFile",
            .path,
            help: "PEM private key of that certificate."
        )
        switch (certificateFile, privateKeyFile) {
        case (.some(let certificateFile), .some(let privateKeyFile)):
            self.tls = TLS(certificateFile: certificateFile, privateKeyFile: privateKeyFile)
        case (.some, nil):
            self.tls = nil
            Self.refusePart("calls.tls.certificateFile", without: "calls.tls.privateKeyFile", in: &reader)
        case (nil, .some):
            self.tls = nil
            Self.refusePart("calls.tls.privateKeyFile", without: "calls.tls.certificateFile", in: &reader)
        case (nil, nil):
            self.tls = nil
        }
    }

    private static func refusePart(_ key: String, without other: String, in reader: inout SettingReader) {
        reader.refuse(key, reason: "it is set without \(other)", remedy: "Set both for TLS, or neither for plain HTTP.")
    }
}

extension Configuration.Spool {
    fileprivate init(reading reader: inout SettingReader) {
        self.directory = reader.value(
            "spool.directory",
            .path,
            default: "/var/lib/hookswitch/spool",
            help: "Where decisions are kept until they are in the database. On a disk that survives a restart."
        )
        let bytesPerMegabyte = 1_000_000
        self.maximumByteCount =
            bytesPerMegabyte
            * reader.value(
                "spool.maximumMegabytes",
                .integer(1...1_000_000),
                default: 1024,
                help: """
                    What the spool may take while the database is away: 1 GB is about two million calls. Beyond it \
                    calls are still answered, and the gap is counted and recorded.
                    """
            )
    }
}

extension Configuration.Cache {
    fileprivate init(reading reader: inout SettingReader) {
        self.positiveLifetime = .seconds(
            reader.value(
                "cache.positiveSeconds",
                .integer(1...86_400),
                default: 300,
                help: "For which a caller that was found is remembered. A change in the CRM counts after this time."
            )
        )
        self.negativeLifetime = .seconds(
            reader.value(
                "cache.negativeSeconds",
                .integer(1...86_400),
                default: 30,
                help: "For which a caller that was not found is remembered. A new contact counts after this time."
            )
        )
        self.maximumEntryCount = reader.value(
            "cache.maximumEntries",
            .integer(1...10_000_000),
            default: 100_000,
            help: "Callers remembered at once, of all tenants together; about 1 KB each."
        )
    }
}
