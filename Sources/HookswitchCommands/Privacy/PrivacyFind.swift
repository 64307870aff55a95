import ArgumentParser
import Hookswitch

/// `hookswitch privacy find --tenant SLUG --reason TEXT`
struct PrivacyFind: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract: "Find what is kept of one caller. That it was sought is audited.",
        usage: """
            hookswitch privacy find --tenant <slug> [--number-file <file>]
                --reason <text>
            """
    )

    @OptionGroup var caller: CallerOptions
    @OptionGroup var audit: ReasonOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard self.audit.reason != nil else { throw ValidationError("--reason is missing: the audit keeps why.") }
    }

    func run() async throws {
        let json = try self.caller.json()
        let found = try await self.server.withClient { client in
            try await client.stating(self.audit.reason).post(["privacy", "search"], json: json, as: FoundCaller.self)
        }
        try self.common.data.detail(found)
        guard found.decisions.count > 0 || found.isRemembered else { return }
        self.common.sayHint("To erase it: hookswitch privacy erase --tenant \(found.tenant) --reason TEXT")
    }
}
