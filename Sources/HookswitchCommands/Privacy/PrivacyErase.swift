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
            treated so when it is shipped. The command waits for the end; the servers go on with it also without the command.
            """
    )

    /// How long it waits for the end: some million decisions.
    private static let patience = Duration.seconds(600)
    private static let pollInterval = Duration.milliseconds(500)

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
            let begun = try await client.stating(self.audit.reason).post(
                ["privacy", "erasures"],
                query: query,
                json: json,
                as: ErasureView.self
            )
            return try await Self.awaitEnd(of: begun, with: client)
        }
        try self.common.data.detail(erasure)
        guard let id = erasure.id else { return }
        guard erasure.state == .erased else {
            return self.common.sayHint("It goes on by itself: hookswitch privacy show \(id)")
        }
        self.common.sayHint("Its certificate: hookswitch privacy certificate \(id) > certificate.json")
    }

    /// Watches the servers erase, and shows how far they are.
    private static func awaitEnd(of begun: ErasureView, with client: AdminClient) async throws -> ErasureView {
        var erasure = begun
        guard let id = begun.id, begun.state == .erasing else { return begun }
        let deadline = ContinuousClock.now + Self.patience
        let isTerminal = StandardStream.error.isTerminal
        if !isTerminal { StandardStream.say("\(id) goes on; this waits for its end.") }
        while erasure.state == .erasing, ContinuousClock.now < deadline {
            // To the line's beginning, and what stood there is erased to its end.
            if isTerminal { StandardStream.ask("\rerased so far: \(erasure.decisionCount) decisions\u{1B}[K") }
            try await Task.sleep(for: Self.pollInterval)
            erasure = try await client.get(["privacy", "erasures", id], as: ErasureView.self)
        }
        if isTerminal { StandardStream.ask("\r\u{1B}[K") }
        return erasure
    }
}
