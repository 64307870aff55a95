/// The path and query of a raw call: something of the admin API and nothing else of the server.
struct APIPath: Hashable, Sendable {
    /// As it is sent.
    let text: String

    /// Reads what was typed.
    ///
    /// - Throws: A ``CommandFailure`` of usage, unless it begins with `/api/`, stays below it, and is plain ASCII as
    ///   URLs are (RFC 3986).
    init(parsing text: String) throws(CommandFailure) {
        let path = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
        guard path.hasPrefix("/api/") else {
            throw Self.failure("only paths of the admin API are called, and they begin with /api/")
        }
        let isPlain = text.utf8.allSatisfy { byte in
            (0x21...0x7E).contains(byte) && !"\"#<>\\^`{|}".utf8.contains(byte)
        }
        guard isPlain else { throw Self.failure("it has a character that a URL writes as %XX") }
        // `..`, in any of its spellings, would leave /api/.
        let parts = path.lowercased().replacing("%2e", with: ".").replacing("%2f", with: "/").split(separator: "/")
        guard !parts.contains("."), !parts.contains("..") else { throw Self.failure("it has a part that is . or ..") }
        self.text = text
    }

    /// The path with further members of its query, encoded.
    func adding(query: [(name: String, value: String)]) -> String {
        guard !query.isEmpty else { return self.text }
        let pairs = query.map { AdminAddress.encoded($0.name) + "=" + AdminAddress.encoded($0.value) }
        return self.text + (self.text.contains("?") ? "&" : "?") + pairs.joined(separator: "&")
    }

    private static func failure(_ reason: String) -> CommandFailure {
        CommandFailure(.usage, code: "path", "this path is not called", why: [reason], fix: "such as /api/v1/tenants")
    }
}
