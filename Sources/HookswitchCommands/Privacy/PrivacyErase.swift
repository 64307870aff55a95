import ArgumentParser
import Hookswitch

/// `hookswitch privacy erase --tenant SLUG --reason TEXT`
struct PrivacyErase: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Take one caller out of a tenant's decisions, spools and caches. This cannot be undone.",
        usage: """
            hookswitch privacy erase --tenant <slug> [--number-file <file>]
                --reason <text> [--yes] [--dry-run]
            """,
        discussion: """
            What is left of a decision is when it was, in which pool, and what became of the call. What lies in spools is \
            treated so when it is shipped.
            """
    )

    @OptionGroup var caller: CallerOptions

    @Flag(name: .customLong("dry-run"), help: "Say how many decisions it would be, and change nothing.")
    var isDryRun = false

    @OptionGroup var audit: ReasonOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard self.audit.reason != nil else { throw ValidationError("--reason is missing: the audit keeps why.") }
    }

    func run() async throws {
        let json = try self.caller.json()
        if !self.isDryRun {
            let question = "The caller will be gone from the decisions of \(self.caller.tenant). Erase it?"
            try self.common.confirm(question)
        }
        let query: [(String, String?)] = self.isDryRun ? [("dry_run", "true")] : []
        let erasure = try await self.server.withClient { client in
            try await client.stating(self.audit.reason).post(
                ["privacy", "erasures"],
                query: query,
                json: json,
                as: ErasureView.self
            )
        }
        try self.common.data.detail(erasure)
        guard let id = erasure.id else { return }
        StandardStream.say("Its certificate: hookswitch privacy certificate \(id) > certificate.json")
    }
}
