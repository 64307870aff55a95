/// How a request stands that came with an idempotency key.
public enum IdempotencyStanding: Hashable, Sendable {
    /// It is new, and the sender's to carry out.
    case claimed(IdempotencyClaim)
    /// It was carried out, and this was answered.
    case answered(KeptAnswer)
    /// The first one is still under way.
    case inFlight
    /// The first one was begun, and nobody knows how it ended.
    case outcomeUnknown
    /// Another request came under this key.
    case otherRequest
}
