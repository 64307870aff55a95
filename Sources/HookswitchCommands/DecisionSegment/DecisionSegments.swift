import ArgumentParser
import Hookswitch

/// `hookswitch decision segments --tenant SLUG`
struct DecisionSegments: ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "segments",
        abstract: "List a tenant's sealed segments of decisions, newest first.",
        usage: "hookswitch decision segments --tenant <slug> [--limit <n>]",
        discussion: """
            A segment is what one day (UTC) decided, sealed an hour after it; part 1 and on are what came later. Prove \
            them: hookswitch decision export --tenant SLUG --sealed > FILE, then hookswitch decision verify FILE
            """
    )

    /// More than a month of days.
    private static let defaultLimit = 50

    @Option(help: ArgumentHelp("Whose.", valueName: "slug"), completion: .tenants)
    var tenant: String

    @Option(help: ArgumentHelp("List so many at most.", valueName: "n"))
    var limit: Int = DecisionSegments.defaultLimit

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard self.limit > 0 else { throw ValidationError("--limit is 1 or more.") }
    }

    func run() async throws {
        let path = ["tenants", self.tenant, "decision-segments"]
        let page = try await self.server.withClient { client in
            try await client.list(path, limit: self.limit, of: SegmentView.self)
        }
        try self.data.list(page.data, model: page)
    }
}
