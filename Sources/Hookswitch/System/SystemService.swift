import Postgres
import Schema

/// Says what server answers, and how it is set.
public struct SystemService: Sendable {
    /// Why something of the system is not told.
    public enum Failure: Error, Hashable, Sendable {
        /// It is the installation's, and the operator works in some tenants only.
        case restricted
    }

    private let settings: [SettingFact]
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

    /// Lists every setting, with where its value came from.
    ///
    /// - Throws: ``Failure/restricted``: names of hosts and files are for those who run the whole.
    public func settings(for actor: Operator) throws(Failure) -> [SettingFact] {
        guard actor.reach == .all else { throw .restricted }
        return self.settings
    }

    /// Says what server answers.
    ///
    /// - Throws: A `PostgresError`.
    public func facts(for actor: Operator) async throws -> SystemFacts {
        let status = try await Migrator(pool: self.database.pool).status()
        return SystemFacts(
            version: self.version,
            instance: actor.reach == .all ? self.instance : nil,
            schema: SystemFacts.Schema(version: status.version, known: Migration.all.last?.version ?? 0),
            upSince: self.startedAt.rfc3339,
            uptimeSeconds: max(0, (self.now().microseconds - self.startedAt.microseconds) / 1_000_000)
        )
    }
}
