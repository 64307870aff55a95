import ArgumentParser
import Hookswitch

/// `hookswitch audit show ID`
struct AuditShow: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one change, field by field.",
        usage: "hookswitch audit show <id> [-o json]"
    )

    @Argument(help: "The record's id, as `audit list` shows it.")
    var id: String

    @OptionGroup var paging: PagerOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    private var data: CommandOutput {
        var output = self.common.data
        output.pager = self.paging.pager
        return output
    }

    func run() async throws {
        let record = try await self.server.withClient { client in
            try await client.get(["audit", self.id], as: AuditView.self)
        }
        try self.data.detail(record)
    }
}
