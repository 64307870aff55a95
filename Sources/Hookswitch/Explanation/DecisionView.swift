/// A decision as the admin API and the command line list it. The caller is masked.
public struct DecisionView: Codable, Hashable, Sendable {
    /// The name, `dec_…`.
    public let id: String
    /// When it was made, RFC 3339.
    public let at: String
    /// Whose call it was.
    public let tenant: String
    /// What became of the call.
    public let outcome: String
    /// The answer's HTTP status: 200 or 204.
    public let status: Int
    /// The pool's number; `nil` if the text was no number.
    public let pool: String?
    /// Where the call went; `nil` is the default route.
    public let target: String?
    /// The caller's masked number, `withheld`, `invalid`, or `erased`.
    public let caller: String
    /// The telephony cloud's name of the call.
    public let callID: String?
    /// From the request's last byte to the decision, in milliseconds.
    public let durationMilliseconds: Double

    enum CodingKeys: String, CodingKey {
        case id, at, tenant, outcome, status, pool, target, caller
        case callID = "call_id"
        case durationMilliseconds = "duration_ms"
    }
}
