import ArgumentParser
import Schema

/// `hookswitch migrate status`
struct MigrateStatus: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tell how the schema stands. Exits with 6 if steps are missing or do not match.",
        usage: "hookswitch migrate status [--config <file>]"
    )

    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let report = try await InstallationDatabase.withPool(of: self.configuration) { pool in
            SchemaReport(try await Migrator(pool: pool).status())
        }
        try self.common.data.detail(report)
        try report.check(allowsPending: false)
    }
}
