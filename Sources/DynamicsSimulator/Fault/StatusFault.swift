/// An error answer that a fault gives.
public struct StatusFault: Sendable, Hashable {
    /// The HTTP status, 200 to 599.
    public var status: Int
    /// The `Retry-After` header exactly as sent: seconds, a date, or anything else; none sends no such header.
    public var retryAfter: String?
    /// The error code: `0x…` for Dataverse, the number after AADSTS for Entra; none takes the status's usual one.
    public var code: String?
    /// The message; none takes the usual one.
    public var message: String?
    /// The whole body instead of the usual error body.
    public var body: String?
    /// The body's media type; none takes JSON's.
    public var contentType: String?

    /// An error answer.
    public init(
        _ status: Int,
        retryAfter: String? = nil,
        code: String? = nil,
        message: String? = nil,
        body: String? = nil,
        contentType: String? = nil
    ) {
        self.status = status
        self.retryAfter = retryAfter
        self.code = code
        self.message = message
        self.body = body
        self.contentType = contentType
    }
}

extension FaultEffect {
    /// An error answer with the usual body.
    public static func status(_ status: Int, retryAfter: String? = nil, code: String? = nil) -> FaultEffect {
        .status(StatusFault(status, retryAfter: retryAfter, code: code))
    }

    /// Never answers.
    public static var hang: FaultEffect { .hang(afterBytes: 0) }
    /// Resets the connection instead of answering.
    public static var reset: FaultEffect { .reset(afterBytes: 0) }
    /// Ends the connection instead of answering.
    public static var close: FaultEffect { .close(afterBytes: 0) }
}
