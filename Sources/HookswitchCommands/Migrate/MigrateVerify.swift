import ArgumentParser
import Schema

/// `hookswitch migrate verify`
struct MigrateVerify: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Hold the applied steps against this program's. Exits with 6 if one differs.",
        usage: "hookswitch migrate verify [--config <file>]"
    )

    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let report = try await InstallationDatabase.withPool(of: self.configuration) { pool in
            SchemaReport(try await Migrator(pool: pool).status())
        }
        try self.common.data.detail(report)
        try report.check(allowsPending: true)
    }
}
