import NIOCore

/// The limits of one connection, in the units in which they are compared.
struct ConnectionLimits: Sendable {
    /// Bytes that the framing of one chunk takes: its length, two line ends, and room for a short extension.
    private static let framingByteCount = 32
    /// Requests that wait while a call is sought; further ones stay in the socket. Only a client that has closed its
    /// side is read to the end at once (NIO does so), so its requests have this limit.
    static let maximumWaitingCount = 16

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
