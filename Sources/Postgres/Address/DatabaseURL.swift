import CPostgres

/// Where a database is and how to log in: a URI (`postgresql://…`) or a conninfo string (`host=… dbname=…`), with all
/// the options that libpq has. It prints without its passwords.
public struct DatabaseURL: Hashable, Sendable {
    /// One option as libpq names it.
    struct Option: Hashable, Sendable {
        let keyword: String
        let value: String
        /// Whether libpq marks the value as one that must not be shown.
        let isSecret: Bool
    }

    /// The options that the text sets, in libpq's order.
    let options: [Option]

    /// Reads a URI or conninfo string with libpq's own parser.
    ///
    /// - Throws: ``PostgresError/Kind/invalidURL`` with what libpq or ``flaw`` objects to, without any value of the text.
    public init(parsing text: String) throws(PostgresError) {
        guard !text.utf8.contains(0) else { throw PostgresError(.invalidURL, "the database URL has a NUL character") }
        guard text.utf8.contains(where: { $0 != UInt8(ascii: " ") }) else {
            throw PostgresError(.invalidURL, "the database URL is empty")
        }
        var message: UnsafeMutablePointer<CChar>?
        guard let parsed = PQconninfoParse(text, &message) else {
            let reason = message.map { String(cString: $0) } ?? "out of memory"
            PQfreemem(message)
            throw PostgresError(.invalidURL, "the database URL is not valid: \(Self.withoutValues(reason))")
        }
        defer { PQconninfoFree(parsed) }

        var options: [Option] = []
        var next = parsed
        while let keyword = next.pointee.keyword {
            if let value = next.pointee.val {
                // libpq marks a password's field with an asterisk, to be shown as dots.
                let isSecret = next.pointee.dispchar.map { String(cString: $0) } == "*"
                options.append(
                    Option(keyword: String(cString: keyword), value: String(cString: value), isSecret: isSecret)
                )
            }
            next += 1
        }
        self.options = options
        if let flaw = self.flaw { throw PostgresError(.invalidURL, "the database URL is not valid: \(flaw)") }
    }

    init(options: [Option]) {
        self.options = options
    }

    /// The same server and login, another database.
    public func selecting(database: String) -> DatabaseURL {
        self.setting("dbname", to: database)
    }

    /// The value of an option that the text sets, such as `dbname` or `host`; `nil` for a password.
    public func option(_ keyword: String) -> String? {
        self.options.first { $0.keyword == keyword && !$0.isSecret }?.value
    }

    func setting(_ keyword: String, to value: String) -> DatabaseURL {
        var options = self.options.filter { $0.keyword != keyword }
        options.append(Option(keyword: keyword, value: value, isSecret: false))
        return DatabaseURL(options: options)
    }

    /// libpq's message with quoted text hidden, for a password may be in it; only an unknown option's name is shown.
    private static func withoutValues(_ message: String) -> String {
        let message = message.split(separator: "\n").joined(separator: " ")
        guard !message.hasPrefix("invalid URI query parameter"), !message.hasPrefix("invalid connection option")
        else { return message }
        let parts = message.split(separator: "\"", omittingEmptySubsequences: false)
        guard let first = parts.first else { return "" }
        guard let last = parts.last, parts.count > 1 else { return String(first) }
        return "\(first)\"…\"\(last)"
    }
}

extension DatabaseURL: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The options as a conninfo string, with `***` for passwords.
    public var description: String {
        self.options.map { "\($0.keyword)=\($0.isSecret ? "***" : $0.value)" }.joined(separator: " ")
    }

    /// As ``description``.
    public var debugDescription: String { self.description }

    /// Only the ``description``, so that `dump` shows no password.
    public var customMirror: Mirror {
        Mirror(self, children: ["options": self.description])
    }
}
