import ArgumentParser
import Hookswitch

/// `hookswitch whoami`
struct WhoAmI: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "whoami",
        abstract: "Tell whose token this is, and what it may do.",
        usage: "hookswitch whoami [-o json]"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let operatorView = try await self.server.withClient { client in
            try await client.get(["me"], as: OperatorView.self)
        }
        try self.common.data.detail(operatorView)
    }
}
