/// What one check of the doctor found.
public struct DoctorCheck: Codable, Hashable, Sendable {
    /// How it stands.
    public enum Status: String, Codable, Hashable, Sendable {
        /// As it should be.
        case ok
        /// It works, but somebody should look.
        case warning
        /// It does not work.
        case failed
    }

    /// The check's stable name, such as `database`.
    public let id: String
    /// How it stands.
    public let status: Status
    /// What was found, in one sentence.
    public let summary: String
    /// How to mend it.
    public let remedy: String?

    /// States a finding.
    public init(id: String, status: Status, summary: String, remedy: String? = nil) {
        self.id = id
        self.status = status
        self.summary = summary
        self.remedy = remedy
    }
}
