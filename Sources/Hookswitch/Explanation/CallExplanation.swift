/// What would become of a call, and why.
public struct CallExplanation: Codable, Hashable, Sendable {
    /// The answer's HTTP status: 200 or 204.
    public let status: Int
    /// What would become of the call.
    public let outcome: String
    /// Where it would go; `nil` is the default route.
    public let target: String?
    /// How long it took, in milliseconds.
    public let durationMilliseconds: Double
    /// How it was decided.
    public let trace: TraceView

    enum CodingKeys: String, CodingKey {
        case status, outcome, target, trace
        case durationMilliseconds = "duration_ms"
    }
}
