import ArgumentParser
import Hookswitch

/// `hookswitch offboarding show ID`
struct OffboardingShow: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show how far the end of a tenant is.",
        usage: "hookswitch offboarding show <id> [-o json]"
    )

    @Argument(help: "The offboarding's id, as `offboarding list` shows it.")
    var id: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let offboarding = try await self.server.withClient { client in
            try await client.get(["offboardings", self.id], as: OffboardingView.self)
        }
        try self.common.data.detail(offboarding)
    }
}
