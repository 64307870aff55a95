/// A problem document (RFC 9457) as the admin API sends it, and as `-o json` prints every error.
struct Problem: Codable, Hashable, Sendable {
    /// One thing that is wrong with what was sent.
    struct Issue: Codable, Hashable, Sendable {
        /// Which document of the file, from 0.
        var document: Int?
        /// The line of the file, from 1, where it is known.
        var line: Int?
        /// Where it is, as RFC 6901 writes it: `/pools/0/target`.
        var pointer: String?
        /// Where it is, as people write it: `pools[0].target`.
        var path: String?
        /// What is wrong, as a stable word.
        var code: String?
        /// What was expected.
        var detail: String
    }

    private enum CodingKeys: String, CodingKey {
        case type, title, status, detail, code, retryable, errors, fix, links
        case currentVersion = "current_version"
        case requestID = "request_id"
    }

    /// The kind of problem, as a URL.
    var type: String?
    /// The kind of problem in a few words.
    var title: String?
    /// The HTTP status; absent if no server was asked.
    var status: Int?
    /// What happened this time.
    var detail: String?
    /// The kind of problem as a stable word.
    var code: String?
    /// What to quote when asking for help; also in the server's log.
    var requestID: String?
    /// Whether the same request may work later.
    var retryable: Bool?
    /// What exactly is wrong.
    var errors: [Issue]?
    /// What to do about it.
    var fix: String?
    /// Of a version conflict, the version that there is.
    var currentVersion: Int32?
    /// Addresses that help, by name.
    var links: [String: String]?
}
