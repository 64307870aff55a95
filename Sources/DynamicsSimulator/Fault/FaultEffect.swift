/// What a fault does to an answer.
public enum FaultEffect: Sendable, Hashable {
    /// The usual answer, after the fault's delay.
    case latency
    /// Sends this many bytes of the usual answer, then nothing more on an open connection.
    case hang(afterBytes: Int)
    /// Sends the usual answer one byte at a time.
    case drip(intervalMilliseconds: Int)
    /// Sends this many bytes of the usual answer, then resets the connection (RST).
    case reset(afterBytes: Int)
    /// Sends this many bytes of the usual answer, then ends the connection in order (FIN).
    case close(afterBytes: Int)
    /// Answers with an HTTP status and the error body that Entra or Dataverse has for it.
    case status(StatusFault)
    /// Answers 200 with something that is not the right answer.
    case malformed(Malformation)
    /// Answers 200 with valid JSON whose body has about this many bytes.
    case oversized(bytes: Int)
    /// Answers 302 to this address.
    case redirect(location: String)
    /// Answers a token request with this raw JSON text as `expires_in`, such as `"soon"`, `-1` or `1e300`.
    case expiresIn(json: String)

    /// The effect's name in the control API and the journal.
    public var kind: String {
        switch self {
        case .latency: "latency"
        case .hang: "hang"
        case .drip: "drip"
        case .reset: "reset"
        case .close: "close"
        case .status: "status"
        case .malformed: "malformed"
        case .oversized: "oversized"
        case .redirect: "redirect"
        case .expiresIn: "expiresIn"
        }
    }
}
