import ArgumentParser
import Hookswitch

/// `hookswitch privacy show ID`
struct PrivacyShow: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show how far the erasure of a caller is.",
        usage: "hookswitch privacy show <id> [-o json]"
    )

    @Argument(help: "The erasure's id, as `privacy erase` and `privacy list` show it.")
    var id: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let erasure = try await self.server.withClient { client in
            try await client.get(["privacy", "erasures", self.id], as: ErasureView.self)
        }
        try self.common.data.detail(erasure)
    }
}
