/// What a request shows to prove that it comes from the telephony cloud. It is compared and never kept.
public enum WebhookProof: Sendable {
    /// Neither header came.
    case none
    /// The value of `X-Benemen-APIKey`.
    case apiKey([UInt8])
    /// The decoded `user:password` of HTTP Basic.
    case basic([UInt8])
    /// Headers that contradict each other, or cannot be read. It is refused like a wrong key.
    case unreadable
}
