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

    /// What was looked at.
    public let id: DoctorCheckID
    /// How it stands.
    public let status: Status
    /// What was found, in one sentence.
    public let summary: String
    /// How to mend it.
    public let remedy: String?
    /// Where on the admin API's address there is more to read: `/problems/doctor.database`.
    public let page: String

    /// States a finding.
    public init(id: DoctorCheckID, status: Status, summary: String, remedy: String? = nil) {
        self.id = id
        self.status = status
        self.summary = summary
        self.remedy = remedy
        self.page = "/problems/\(id.pageName)"
    }
}
