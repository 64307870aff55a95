import ArgumentParser
import Hookswitch

/// `hookswitch status`
struct StatusCommand: WatchableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tell in ten lines how it is, and what to do next.",
        usage: "hookswitch status [--watch] [-o json]",
        discussion: "Exits with 7 if the server or its database does not answer."
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var watch: WatchOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let status = try await self.server.withClient { client in
            try await client.get(["system", "status"], as: ServerStatus.self)
        }
        let output = self.data
        let width = output.format == .wide ? Int.max : output.width
        try output.lines(StatusReport(status).lines(width: width, palette: output.palette), model: status)
    }
}
