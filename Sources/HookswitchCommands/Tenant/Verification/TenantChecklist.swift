import ArgumentParser
import Hookswitch

/// `hookswitch tenant checklist SLUG`
struct TenantChecklist: WatchableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checklist",
        abstract: "Tell how far a tenant is brought on, and what to do next.",
        usage: "hookswitch tenant checklist <slug> [--watch] [-o json]"
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var watch: WatchOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let checklist = try await self.server.withClient { client in
            try await client.get(["tenants", self.slug, "checklist"], as: Checklist.self)
        }
        try self.data.lines(Self.lines(checklist, palette: self.data.palette), model: checklist)
        if let command = checklist.steps.first(where: { !$0.isDone })?.command {
            self.common.sayNext(command)
        }
    }

    /// One line for each step.
    static func lines(_ checklist: Checklist, palette: Palette) -> [String] {
        let heading = palette.bold("\(checklist.slug): \(checklist.done) of \(checklist.total) steps are done")
        return [heading]
            + checklist.steps.map { step in
                let mark = step.isDone ? palette.good("✔") : palette.warning("!")
                return mark + " " + TerminalText.padded(step.step.rawValue, to: 12) + TerminalText.visible(step.detail)
            }
    }
}
