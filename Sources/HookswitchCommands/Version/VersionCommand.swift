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

        private enum RangeKeys: String, CodingKey {
            case minimum, maximum
        }

        /// The program's version.
        let version: String
        /// The newest step of the schema that it knows.
        let schemaVersion: Int32?
        /// The schemas with which a server of this version starts.
        let schemaRange: SchemaRange

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(self.version, forKey: .version)
            try container.encodeIfPresent(self.schemaVersion, forKey: .schemaVersion)
            var range = container.nestedContainer(keyedBy: RangeKeys.self, forKey: .schemaRange)
            try range.encode(self.schemaRange.minimum, forKey: .minimum)
            try range.encode(self.schemaRange.maximum, forKey: .maximum)
        }

        var lines: [DetailLine] {
            [DetailLine("hookswitch", self.version), DetailLine("schema", self.schemaVersion.map { "version \($0)" })]
        }
    }

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let facts = Facts(
            version: HookswitchVersion.current,
            schemaVersion: Migration.all.last?.version,
            schemaRange: .supported
        )
        try self.common.data.detail(facts)
    }
}
