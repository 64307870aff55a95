import NIOCore

/// The limits of one connection, in the units in which they are compared.
struct ConnectionLimits: Sendable {
    /// Bytes that the framing of one chunk takes: its length, two line ends, and room for a short extension.
    private static let framingByteCount = 32
    /// Requests that wait while a call is sought: as many small ones as one read can bring, which is 4 KiB, or a TLS
    /// record of 16. Further ones stay in the socket, but for a client that has closed its side: NIO reads that one to
    /// the end at once, so there must be an end.
    static let maximumWaitingCount = 256

    let maximumBodyByteCount: Int
    let maximumChunkCount: Int
    /// Bytes of a head, as they came.
    let maximumHeadByteCount: Int
    /// Bytes of a request with its framing, as they came: what the parser swallows counts too.
    let maximumRequestByteCount: Int
    let maximumLingerByteCount: Int

    let head: TimeAmount
    let body: TimeAmount
    let idle: TimeAmount
    let write: TimeAmount
    let linger: TimeAmount

    init(_ limits: CallPlaneLimits) {
        self.maximumBodyByteCount = limits.maximumBodyByteCount
        self.maximumChunkCount = limits.maximumChunkCount
        self.maximumHeadByteCount = limits.maximumHeadByteCount
        self.maximumRequestByteCount =
            limits.maximumHeadByteCount + limits.maximumBodyByteCount + limits.maximumChunkCount * Self.framingByteCount
        self.maximumLingerByteCount = limits.maximumLingerByteCount
        self.head = TimeAmount(limits.headDeadline)
        self.body = TimeAmount(limits.bodyDeadline)
        self.idle = TimeAmount(limits.idleDeadline)
        self.write = TimeAmount(limits.writeDeadline)
        self.linger = TimeAmount(limits.lingerDeadline)
    }
}
