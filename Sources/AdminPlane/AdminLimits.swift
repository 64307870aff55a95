/// What the admin plane grants one client, so that a slow or greedy one costs the others nothing.
public struct AdminLimits: Sendable {
    /// The largest body of a request in bytes. The largest document, 1000 pools of a tenant, is about a third of this.
    public var maximumBodySize = 1024 * 1024
    /// How long a body may take from its first byte to its last. 1 MiB in this time is 35 kB/s, a poor mobile line.
    public var bodyDeadline = Duration.seconds(30)
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

    /// The limits that serve everybody.
    public init() {}
}
