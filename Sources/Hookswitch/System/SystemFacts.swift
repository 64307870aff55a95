/// What server answers.
public struct SystemFacts: Codable, Hashable, Sendable {
    /// The schema of the database.
    public struct Schema: Codable, Hashable, Sendable {
        /// The newest step that the database has.
        public let version: Int32
        /// The newest step that this program knows.
        public let known: Int32
    }

    /// The version of the program.
    public let version: String
    /// The machine that it runs on, by its name; `nil` for who works in some tenants only, whose machine it is not.
    public let instance: String?
    /// The schema.
    public let schema: Schema
    /// Since when it runs, RFC 3339.
    public let upSince: String
    /// For how many seconds.
    public let uptimeSeconds: Int64

    enum CodingKeys: String, CodingKey {
        case version, instance, schema
        case upSince = "up_since"
        case uptimeSeconds = "uptime_seconds"
    }
}
