import ArgumentParser
import Hookswitch

/// `hookswitch tenant handoff SLUG`
struct TenantHandoff: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "handoff",
        abstract: "Print what Enreach support needs to switch SmartRouting on for a tenant.",
        usage: "hookswitch tenant handoff <slug> [--mail | -o text|markdown|json]",
        discussion: "It holds no key's value: that was shown when the key was made, and goes to Enreach apart from it."
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @Flag(help: "Print a whole e-mail to Enreach support, but for its addressee.")
    var mail = false

    @OptionGroup var server: ServerOptions
    @OptionGroup var options: HandoffOptions

    var common: CommonOptions { self.options.common }

    func validate() throws {
        guard !self.mail || self.options.output == .text else {
            throw ValidationError("--mail is plain text: it goes without -o \(self.options.output.rawValue).")
        }
    }

    func run() async throws {
        let sheet = try await self.server.withClient { client in
            try await client.get(["tenants", self.slug, "handoff"], as: HandoffSheet.self)
        }
        switch self.options.output {
        case .text: try StandardStream.output.write(Self.safe(self.mail ? sheet.mail : sheet.text))
        case .markdown: try StandardStream.output.write(Self.safe(sheet.markdown))
        case .json: try StandardStream.output.write(try CommandOutput.json(sheet) + "\n")
        }
        guard self.options.output != .json else { return }
        if sheet.url == nil {
            StandardStream.say("The server does not know its public address: set public.url (HOOKSWITCH_PUBLIC_URL).")
        }
        if sheet.authentication.liveKeys.isEmpty, sheet.authentication.header != nil {
            self.common.sayNext("hookswitch webhook-key create \(self.slug)    no key is live")
        } else {
            if sheet.authentication.header != nil {
                self.common.sayHint(
                    "Send the key's value apart from the sheet. If it is not at hand any more, this makes a second:"
                        + " hookswitch webhook-key create \(self.slug)"
                )
            }
            self.common.sayNext(
                "hookswitch call \(self.slug) --from NUMBER    a test call; Enreach's come by themselves"
            )
        }
    }

    /// The text as a terminal may show it: names of queues are people's, and may hold what commands a terminal.
    static func safe(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { TerminalText.visible(String($0)) }.joined(separator: "\n")
    }
}
