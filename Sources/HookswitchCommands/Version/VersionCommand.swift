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
            case schemaRange = "schema_range"
        }

        /// Versions of a schema, both included.
        struct Range: Encodable {
            let minimum: Int32
            let maximum: Int32
        }

        /// The program's version.
        let version: String
        /// The newest step of the schema that it knows, and needs.
        let schemaVersion: Int32?

        /// The schemas with which a server of this version starts.
        var schemaRange: Range? { self.schemaVersion.map { Range(minimum: $0, maximum: $0) } }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(self.version, forKey: .version)
            try container.encodeIfPresent(self.schemaVersion, forKey: .schemaVersion)
            try container.encodeIfPresent(self.schemaRange, forKey: .schemaRange)
        }

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
