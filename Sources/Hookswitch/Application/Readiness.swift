/// How the server stands. It answers calls as soon as it has a snapshot, whatever is away.
public struct Readiness: Hashable, Sendable {
    /// How many tenants are served.
    public let tenantCount: Int
    /// Whether Postgres answers.
    public let isDatabaseReachable: Bool
    /// How long ago Postgres was last read.
    public let snapshotAge: Duration
    /// How many decisions wait to be shipped.
    public let spoolDepth: Int
}
