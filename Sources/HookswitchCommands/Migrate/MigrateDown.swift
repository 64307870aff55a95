import ArgumentParser
import Schema

/// `hookswitch migrate down`
struct MigrateDown: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "down",
        abstract: "Undo the newest step, with the data that it brought.",
        usage: "hookswitch migrate down [--config <file>] [--yes]"
    )

    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try self.common.confirm("Undo the newest step of the schema and lose the data in it?")
        let (undone, report) = try await InstallationDatabase.withPool(of: self.configuration) { pool in
            let migrator = Migrator(pool: pool)
            let undone = try await migrator.down()
            return (undone, SchemaReport(try await migrator.status()))
        }
        StandardStream.say("undid \(undone)")
        try self.common.data.detail(report)
    }
}
