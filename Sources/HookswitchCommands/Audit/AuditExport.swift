import ArgumentParser
import NIOCore

/// `hookswitch audit export > FILE`
struct AuditExport: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Print the audit as NDJSON: of each chain its records, then its signed heads.",
        usage: "hookswitch audit export [--tenant <slug>] > audit.ndjson",
        discussion: "A command that fails has printed no whole export. Verify it: hookswitch audit verify FILE"
    )

    /// It is lines of JSON, whatever is asked for.
    static let formats: Set<OutputFormat> = [.table, .ndjson]

    @Option(help: ArgumentHelp("Only this tenant's chain.", valueName: "slug"), completion: .tenants)
    var tenant: String?

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let path = (self.tenant.map { ["tenants", $0] } ?? []) + ["audit", "export"]
        try await self.server.withClient { client in
            try await client.download(path, as: "application/x-ndjson") { piece in
                try StandardStream.output.write(bytes: Array(piece.readableBytesView))
            }
        }
    }
}
