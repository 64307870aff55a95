import ArgumentParser
import Hookswitch

/// `hookswitch status`
struct StatusCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tell in ten lines how it is, and what to do next.",
        usage: "hookswitch status [-o json]",
        discussion: "Exits with 7 if the server or its database does not answer."
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let status = try await self.server.withClient { client in
            try await client.get(["system", "status"], as: ServerStatus.self)
        }
        let output = self.common.data
        try output.lines(StatusReport(status).lines(palette: output.palette), model: status)
    }
}
