import ArgumentParser
import Hookswitch
import NIOCore

/// `hookswitch decision export --tenant SLUG [--sealed] > FILE`
struct DecisionExport: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Print a tenant's decisions as NDJSON, oldest first, callers masked.",
        usage: "hookswitch decision export --tenant <slug> [--sealed] > decisions.ndjson",
        discussion: """
            With --sealed only what is sealed, segment by segment, for hookswitch decision verify FILE. A command that \
            fails has printed no whole export.
            """
    )

    /// It is lines of JSON, whatever is asked for.
    static let formats: Set<OutputFormat> = [.table, .ndjson]

    @Option(help: ArgumentHelp("Whose.", valueName: "slug"), completion: .tenants)
    var tenant: String

    @Flag(name: .customLong("sealed"), help: "Sealed segments with their decisions, which can be verified.")
    var isSealed = false

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let path = ["tenants", self.tenant, self.isSealed ? "decision-segments" : "decisions", "export"]
        let isEmpty = try await self.server.withClient { client in
            var isEmpty = true
            try await client.download(path, as: "application/x-ndjson") { piece in
                if piece.readableBytes > 0 { isEmpty = false }
                try StandardStream.output.write(bytes: Array(piece.readableBytesView))
            }
            return isEmpty
        }
        if isEmpty { StandardStream.say(self.isSealed ? SegmentView.emptyNotice : DecisionView.emptyNotice) }
    }
}
