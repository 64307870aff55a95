import Hookswitch
import Routing

/// A request that has come in whole, or as far as it was read, and has not been answered.
struct ReceivedRequest {
    /// What is to be done about it.
    enum Matter {
        /// A call waits to be decided.
        case call(InboundCall, ServedTenant, receivedAt: ContinuousClock.Instant)
        /// This installation asked who it is that answers: this is its answer.
        case identity(String)
        /// It is refused. The answer to a HEAD request has no body.
        case refusal(Refusal, hasBody: Bool)
    }

    let matter: Matter
    /// Whether its answer is the connection's last.
    let closes: Bool
}
