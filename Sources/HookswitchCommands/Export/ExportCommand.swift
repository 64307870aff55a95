import ArgumentParser
import Hookswitch

/// `hookswitch export`
struct ExportCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Print all tenants as a file that import takes, without secrets.",
        usage: """
            hookswitch export > fleet.yaml
            hookswitch export --format csv > fleet.csv
            """,
        discussion: """
            Importing it changes nothing. In CSV, cells that a spreadsheet would take for a formula begin with an \
            apostrophe, numbers with + too; import takes it off again.
            """
    )

    static let formats: Set<OutputFormat> = [.table]

    @Option(
        help: ArgumentHelp("yaml, ndjson or csv.", valueName: "format"),
        completion: .list(ImportFormat.allCases.map(\.rawValue)),
        transform: ClosedChoice<ImportFormat>.parse
    )
    var format = ImportFormat.yaml

    @Flag(name: .customLong("no-secrets"), help: "What it does anyway: an export has no secrets.")
    var isWithoutSecrets = false

    /// The file's format that is most like one of other commands' output.
    static func format(like output: OutputFormat) -> String {
        switch output {
        case .csv: ImportFormat.csv.rawValue
        case .json: ImportFormat.ndjson.rawValue
        default: ImportFormat.yaml.rawValue
        }
    }

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await self.server.withClient { client in
            try await client.export(self.format) { try StandardStream.output.write(bytes: $0) }
        }
    }
}
