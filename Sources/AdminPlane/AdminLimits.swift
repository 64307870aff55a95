import Hookswitch

/// What the admin plane grants one client, so that a slow or greedy one costs the others nothing.
public struct AdminLimits: Sendable {
    /// The largest body of a request in bytes. The largest document, 1000 pools of a tenant, is about a third of this.
    public var maximumBodySize = 1024 * 1024
    /// How long a body may take from its first byte to its last. 1 MiB in this time is 35 kB/s, a poor mobile line.
    public var bodyDeadline = Duration.seconds(30)
    /// The largest file of tenants that is imported, in bytes.
    public var maximumImportSize = ImportLimits.maximumSize
    /// How long such a file may take: the rate of other bodies, and somewhat more.
    public var importDeadline = Duration.seconds(300)
    /// How long a connection may say nothing, and how long a request's head may take. Above the 60 seconds after which
    /// common reverse proxies give up a kept connection, so that they close first and no request meets a closed door.
    public var idleTimeout = Duration.seconds(75)
    /// How long a connection lives after an answer that leaves the request's body unread: time to read the answer.
    public var lingerDuration = Duration.seconds(2)
    /// How many connections are open at once; more wait in the kernel's queue. Operators are few: this is a console's six
    /// connections for forty of them.
    public var maximumConnectionCount = 256
    /// The largest header field in bytes: a token, a cookie or a trace header, with room.
    public var maximumHeaderFieldSize = 8 * 1024
    /// The largest head in bytes.
    public var maximumHeaderListSize = 16 * 1024
    /// How many header fields a request may have; browsers behind two proxies send about 30.
    public var maximumHeaderFieldCount = 64

    /// How often one token may ask: a page of the console asks some ten times at once, and a script that applies tenants
    /// one by one is not held up. One token alone cannot take all of Postgres.
    var requestsPerToken = RatePolicy(name: "token", burst: 200, interval: .milliseconds(20))
    /// How many tokens are counted each by itself; as many as are remembered without asking Postgres.
    var maximumTokenCount = 1000
    /// How many wrong tokens one source may send: an operator who mixed up two files notices well before, and 10 in a
    /// minute guess nothing.
    var wrongTokens = RatePolicy(name: "wrong-token", burst: 10, interval: .seconds(6))
    /// How many sign-ins one source may begin: people behind one proxy who come to work together; each asks nothing of the
    /// issuer and puts a row into the database for some minutes.
    var signIns = RatePolicy(name: "sign-in", burst: 30, interval: .seconds(2))
    /// How many sources are counted each by itself: some megabytes.
    var maximumSourceCount = 10_000

    /// The limits that serve everybody.
    public init() {}
}

extension AdminLimits {
    /// The same, with bodies as large as files that are imported.
    var ofImports: AdminLimits {
        var limits = self
        limits.maximumBodySize = self.maximumImportSize
        limits.bodyDeadline = self.importDeadline
        return limits
    }

    /// The same, with bodies as small as what a command line sends to sign in, a code and a proof of 43 characters each: it is
    /// read of anybody.
    var ofSignIns: AdminLimits {
        var limits = self
        limits.maximumBodySize = 4096
        return limits
    }
}
