import ArgumentParser
import Hookswitch

/// `hookswitch decision segments --tenant SLUG`
struct DecisionSegments: PagedCommand {
    typealias Element = SegmentView

    static let configuration = CommandConfiguration(
        commandName: "segments",
        abstract: "List a tenant's sealed segments of decisions, newest first.",
        usage: "hookswitch decision segments --tenant <slug> [--limit <n>]",
        discussion: """
            A segment is what one day (UTC) decided, sealed an hour after it; part 1 and on are what came later. Prove \
            them: hookswitch decision export --tenant SLUG --sealed > FILE, then hookswitch decision verify FILE
            """
    )

    @Option(help: ArgumentHelp("Whose.", valueName: "slug"), completion: .tenants)
    var tenant: String

    @OptionGroup var limit: NewestListLimit

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    var path: [String] { ["tenants", self.tenant, "decision-segments"] }
}
