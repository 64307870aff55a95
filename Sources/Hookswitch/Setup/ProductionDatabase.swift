import Postgres
public import Routing

/// A database that customers' calls may be kept in, as far as its address tells.
public struct ProductionDatabase: Sendable {
    /// The address on one line, as it was given.
    public let url: Secret
    /// The address without its passwords, for people.
    public let place: String

    private static let example = "postgresql://hookswitch@db.example.com/hookswitch?sslmode=verify-full"

    /// Reads a libpq URI or conninfo, by the rules by which the server and `doctor --production` read it later.
    ///
    /// - Throws: ``SetupRefusal`` without any password.
    public init(parsing text: String) throws(SetupRefusal) {
        // Editors and `echo` end a file with a line feed.
        var line = text[...]
        while line.last?.isNewline == true { line.removeLast() }
        guard let secret = SettingFormat<Secret>.secret("").parse(String(line)) else {
            throw SetupRefusal(
                "that is no database URL",
                why: line.isEmpty ? "it is empty" : "it has a control character or a second line",
                fix: "one line, such as \(Self.example)"
            )
        }
        let url: DatabaseURL
        do {
            url = try DatabaseURL(parsing: secret.reveal())
        } catch {
            throw SetupRefusal(
                "that is no database URL",
                why: error.description,
                fix: "a libpq URI such as \(Self.example)"
            )
        }
        // The service has no variables of libpq: what stands in the address is all it has.
        let transport = Doctor.checkTransport(to: url, environment: [:])
        guard transport.status == .ok else {
            throw SetupRefusal(
                "that database is not for production",
                why: transport.summary,
                fix: "add sslmode=verify-full, and sslrootcert=FILE unless the service's user has a root.crt"
            )
        }
        self.url = secret
        self.place = url.description
    }
}
