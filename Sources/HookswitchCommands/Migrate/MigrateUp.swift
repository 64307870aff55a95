import ArgumentParser
import Schema

/// `hookswitch migrate up`
struct MigrateUp: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "up",
        abstract: "Apply every step that the database lacks, each whole or not at all.",
        usage: "hookswitch migrate up [--config <file>]"
    )

    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let (applied, report) = try await InstallationDatabase.withPool(of: self.configuration) { pool in
            let migrator = Migrator(pool: pool)
            let applied = try await migrator.up { StandardStream.say("applied \($0)") }
            return (applied, SchemaReport(try await migrator.status()))
        }
        if applied.isEmpty { StandardStream.say("nothing to apply") }
        try self.common.data.detail(report)
        // Of a database that was there already, the first token was made long ago.
        if !applied.isEmpty, applied.count == Int(report.version) {
            self.common.sayNext("hookswitch token create --name first --role admin    > a file that you alone can read")
        }
    }
}
