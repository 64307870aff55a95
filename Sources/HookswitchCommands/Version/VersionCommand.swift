import ArgumentParser
import Schema

/// `hookswitch version`
struct VersionCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "Print version and schema.",
        usage: "hookswitch version [-o json]"
    )

    /// What is printed.
    struct Facts: DetailDisplayable {
        private enum CodingKeys: String, CodingKey {
            case version
            case schemaVersion = "schema_version"
        }

        /// The program's version.
        let version: String
        /// The newest step of the schema that it knows, and needs.
        let schemaVersion: Int32?

        var lines: [DetailLine] {
            [DetailLine("hookswitch", self.version), DetailLine("schema", self.schemaVersion.map { "version \($0)" })]
        }
    }

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let schemaVersion = Migration.all.last?.version
        try self.common.data.detail(Facts(version: HookswitchVersion.current, schemaVersion: schemaVersion))
    }
}
