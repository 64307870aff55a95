/// What one client may take of the webhook listener, and for how long.
///
/// The sender posts a few hundred bytes and waits five seconds at most, so each limit is many times what an honest
/// client needs, and small enough that thousands of dishonest ones cost little memory.
public struct CallPlaneLimits: Hashable, Sendable {
    /// Bytes of a body: a call of the telephony cloud has under 1 KiB, with all of a tenant's `DYN_` members under 8.
    public var maximumBodyByteCount = 16 * 1024
    /// Chunks of a body. Clients send a small body in one; one-byte chunks are an attack.
    public var maximumChunkCount = 64
    /// Bytes of a request line and its fields together; clients send a few hundred.
    public var maximumHeadByteCount = 16 * 1024
    /// Fields of a head; clients send about six, proxies add about ten.
    public var maximumFieldCount = 64
    /// From a head's first byte, of the first request from the connection's begin, to the head's end. It covers the TLS
    /// handshake, and a sender that took longer would have given up.
    public var headDeadline = Duration.seconds(5)
    /// From a head's end to the body's, however steadily the body drips: it follows in the same packet.
    public var bodyDeadline = Duration.seconds(1)
    /// How long a connection may stay open between requests: longer than the 60 s for which common clients keep theirs,
    /// so that it is the client that closes and no request meets a closing connection.
    public var idleDeadline = Duration.seconds(75)
    /// How long a client may leave its answers unread once its window is full.
    public var writeDeadline = Duration.seconds(2)
    /// How long a refused client is given to read its answer before the connection is cut.
    public var lingerDeadline = Duration.seconds(1)
    /// Bytes that a refused client may still send before the connection is cut; they are thrown away unread.
    public var maximumLingerByteCount = 64 * 1024
    /// Open connections. Each costs about 10 KiB.
    public var maximumConnectionCount = 4096
    /// Open connections of one source address (of IPv6 one /64, which is one customer's): half of all, so that one
    /// address, which may be our own proxy, never keeps out every other.
    public var maximumConnectionCountPerSource = 2048
    /// File descriptors left to everything else in the process: database, upstream, spool, and 32 to spare, so that
    /// `accept` never fails for want of one.
    public var spareDescriptorCount = 96
    /// After shutdown begins: how long connections are still accepted, each answer saying `Connection: close`, so that a
    /// balancer has time to see that we leave.
    public var lameDuckDuration = Duration.seconds(2)
    /// After shutdown begins: when the last connection is cut, whatever it is doing. The sender waits five seconds.
    public var drainDeadline = Duration.seconds(5)

    /// The limits as they are described above.
    public init() {}
}
