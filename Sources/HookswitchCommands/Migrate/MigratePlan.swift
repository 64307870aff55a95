import ArgumentParser
import Schema

/// `hookswitch migrate plan`
struct MigratePlan: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Print the SQL that `migrate up` would run, whom it makes wait, and what takes long.",
        usage: "hookswitch migrate plan [--config <file>] [-o json]",
        discussion: """
            Before each statement stands the lock that it takes on tables that are there, with their size; what may read or \
            write a whole table is marked with !. Locks are held until the step's end. Nothing is changed.
            """
    )

    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let plan = try await InstallationDatabase.withPool(of: self.configuration) { pool in
            do {
                return try await Migrator(pool: pool).plan()
            } catch SchemaError.mismatch(let faults) {
                throw CommandFailure(
                    .checkNotPassed,
                    code: "schema_mismatch",
                    "the database's schema is not this hookswitch's",
                    why: faults.map(\.description)
                )
            }
        }
        try self.common.data.lines(Self.lines(of: plan), model: plan)
        guard !plan.steps.isEmpty else {
            return StandardStream.say("Nothing to apply: the schema is at version \(plan.version).")
        }
        self.common.sayNext("hookswitch migrate up")
    }

    /// The plan as SQL with comments.
    static func lines(of plan: MigrationPlan) -> [String] {
        plan.steps.flatMap { step in
            ["-- step \(step.step)"]
                + step.statements.flatMap { statement in Self.notes(on: statement) + [statement.sql, ""] }
        }
    }

    private static func notes(on statement: MigrationPlan.Statement) -> [String] {
        let locks = statement.locks.map { lock in
            let size = lock.size.map { ByteText.text($0) } ?? "not there yet"
            return "-- locks \(lock.table) (\(size)): \(lock.lock.rawValue), \(lock.lock.effect)"
        }
        let opaque = statement.isOpaque ? ["-- ! read it: what it locks cannot be told from its words"] : []
        return locks + statement.risks.map { "-- ! \($0)" } + opaque
    }
}
