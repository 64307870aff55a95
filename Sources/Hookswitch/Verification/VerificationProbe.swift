/// What one step of a tenant's verification found.
public struct VerificationProbe: Codable, Hashable, Sendable {
    /// How a step stands.
    public enum Status: String, CaseIterable, Codable, Hashable, Sendable {
        /// As it should be.
        case ok
        /// Calls are routed, but somebody should look.
        case warning
        /// Calls will not be routed as they should.
        case failed
        /// It was not tried; the finding says why.
        case skipped
    }

    /// The step's stable name, such as `token` or `read_contact`.
    public let id: String
    /// How it stands.
    public let status: Status
    /// Whom or what was asked, such as a method and a URL; `nil` if nobody was.
    public let called: String?
    /// What came back, in short; `nil` if nothing did. It never holds a secret, a token or a caller.
    public let answered: String?
    /// How long it took.
    public let durationMilliseconds: Double
    /// What was found, in a sentence or two.
    public let finding: String
    /// What probably is the matter, as a stable word; `nil` if nothing is.
    public let hint: VerificationHint?
    /// How to mend it, a step each: `$ ` begins a shell's command, `PS> ` one of PowerShell's, anything else is prose.
    public let remedy: [String]

    enum CodingKeys: String, CodingKey {
        case id, status, called, answered, finding, hint, remedy
        case durationMilliseconds = "duration_ms"
    }

    /// States what was found.
    public init(
        id: String,
        status: Status,
        called: String? = nil,
        answered: String? = nil,
        durationMilliseconds: Double = 0,
        finding: String,
        hint: VerificationHint? = nil,
        remedy: [String] = []
    ) {
        self.id = id
        self.status = status
        self.called = called
        self.answered = answered
        self.durationMilliseconds = durationMilliseconds
        self.finding = finding
        self.hint = hint
        self.remedy = remedy
    }
}
