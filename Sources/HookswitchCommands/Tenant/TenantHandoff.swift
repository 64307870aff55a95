import ArgumentParser
import Hookswitch

/// `hookswitch tenant handoff SLUG`
struct TenantHandoff: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "handoff",
        abstract: "Print what Enreach support needs to switch SmartRouting on for a tenant.",
        usage: "hookswitch tenant handoff <slug> [-o text|markdown|json]",
        discussion: "It holds no key's value: that was shown when the key was made, and goes to Enreach apart from it."
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var options: HandoffOptions

    var common: CommonOptions { self.options.common }

    func run() async throws {
        let sheet = try await self.server.withClient { client in
            try await client.get(["tenants", self.slug, "handoff"], as: HandoffSheet.self)
        }
        switch self.options.output {
        case .text: try Self.print(sheet.text)
        case .markdown: try Self.print(sheet.markdown)
        case .json: try StandardStream.output.write(try CommandOutput.json(sheet) + "\n")
        }
        guard self.options.output != .json else { return }
        if sheet.url == nil {
            StandardStream.say("The server does not know its public address: set public.url (HOOKSWITCH_PUBLIC_URL).")
        }
        if sheet.authentication.liveKeys.isEmpty, sheet.authentication.header != nil {
            StandardStream.say("Next: hookswitch webhook-key create \(self.slug)    no key is live")
        }
    }

    /// Names of queues are people's, and may hold what commands a terminal.
    private static func print(_ text: String) throws {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        try StandardStream.output.write(lines.map { TerminalText.visible(String($0)) }.joined(separator: "\n"))
    }
}
