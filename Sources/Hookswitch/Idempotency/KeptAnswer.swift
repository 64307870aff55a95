/// What was answered to a request that came with an idempotency key.
public struct KeptAnswer: Hashable, Sendable {
    /// The HTTP status.
    public let status: Int32
    /// The header field `ETag`, if there was one.
    public let etag: String?
    /// The JSON; `nil` if it has a secret, or is too long to be kept.
    public let json: String?

    /// Keeps an answer.
    public init(status: Int32, etag: String?, json: String?) {
        self.status = status
        self.etag = etag
        self.json = json
    }
}
