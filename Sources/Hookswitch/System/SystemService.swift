import Postgres
import Schema

/// Says what server answers, and how it is set.
public struct SystemService: Sendable {
    /// Every setting, with where its value came from.
    public let settings: [SettingFact]

    private let database: Database
    private let version: String
    private let instance: String
    private let startedAt: Moment
    private let now: @Sendable () -> Moment

    /// Makes the service.
    ///
    /// - Parameters:
    ///   - version: The version of this program.
    ///   - instance: The name of the machine that it runs on.
    ///   - settings: How it is set.
    ///   - startedAt: Since when it runs.
    ///   - now: The wall clock.
    public init(
        database: Database,
        version: String,
        instance: String,
        settings: [SettingFact],
        startedAt: Moment = .now(),
        now: @escaping @Sendable () -> Moment = { .now() }
    ) {
        self.database = database
        self.version = version
        self.instance = instance
        self.settings = settings
        self.startedAt = startedAt
        self.now = now
    }

    /// Says what server answers.
    ///
    /// - Throws: A `PostgresError`.
    public func facts() async throws -> SystemFacts {
        let status = try await Migrator(pool: self.database.pool).status()
        return SystemFacts(
            version: self.version,
            instance: self.instance,
            schema: SystemFacts.Schema(version: status.version, known: Migration.all.last?.version ?? 0),
            upSince: self.startedAt.rfc3339,
            uptimeSeconds: max(0, (self.now().microseconds - self.startedAt.microseconds) / 1_000_000)
        )
    }
}
