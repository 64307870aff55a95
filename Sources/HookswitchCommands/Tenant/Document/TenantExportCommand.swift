import ArgumentParser
import Hookswitch

/// `hookswitch tenant export SLUG`
struct TenantExportCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Print a tenant's document without its secret.",
        usage: "hookswitch tenant export <slug> [-o json] > acme.yaml",
        discussion: "It is YAML unless -o says JSON. Applying it changes nothing."
    )

    static let formats: Set<OutputFormat> = [.table, .yaml, .json]

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let document = try await self.server.withClient { client in
            try await client.get(["tenants", self.slug, "document"], as: DocumentValue.self)
        }
        guard self.common.output == .json else {
            return try StandardStream.output.write(try DocumentText.yaml(of: document))
        }
        try StandardStream.output.write(try CommandOutput.json(document) + "\n")
    }
}
