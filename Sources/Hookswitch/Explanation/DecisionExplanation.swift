/// Why a call went where it went.
public struct DecisionExplanation: Codable, Hashable, Sendable {
    /// The decision, as it was recorded.
    public let decision: DecisionView
    /// How it was decided, by the rules of its own day.
    public let trace: TraceView
    /// The version of the tenant document whose rules were used.
    public let version: Int32
    /// The newest version; if it differs, the same call may go elsewhere today.
    public let currentVersion: Int32
    /// What would become of the same call today, with what was known of the caller then; `nil` if that is too little, such as
    /// where nobody looked who called and today's rules ask.
    public let today: Today?

    /// The same call under today's rules and status.
    public struct Today: Codable, Hashable, Sendable {
        /// What would become of the call.
        public let outcome: String
        /// Where it would go; `nil` is the default route.
        public let target: String?
    }

    enum CodingKeys: String, CodingKey {
        case decision, trace, version, today
        case currentVersion = "current_version"
    }
}
