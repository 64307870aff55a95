import ArgumentParser
import Foundation
import Hookswitch
import Routing

/// `hookswitch decision tail`
struct DecisionTail: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Print decisions as they come, until Ctrl-C.",
        usage: """
            hookswitch decision tail [<slug>] [--outcome <outcome>]
                [-o json]
            """,
        discussion: """
            A connection that breaks is made again, and goes on where it broke. With -o json each decision is one line.
            """
    )

    /// The first and the longest pause before a broken connection is made again.
    private static let pauses = (first: Duration.seconds(1), last: Duration.seconds(15))
    /// How many ids are remembered, so that what is told twice around a break is printed once.
    private static let maximumKnownCount = 5000

    @Argument(help: "Only this tenant's.", completion: .tenants)
    var slug: String?

    @Option(help: ArgumentHelp("Only this tenant's: the same.", valueName: "slug"), completion: .tenants)
    var tenant: String?

    @Option(
        help: ArgumentHelp(
            "Only with this outcome, such as crm_timeout; or degraded or default.",
            valueName: "outcome"
        ),
        completion: .list(OutcomeSelection.words),
        transform: OutcomeSelection.parse
    )
    var outcome: [Outcome]?

    @Option(help: ArgumentHelp("End after so many.", valueName: "n"))
    var count: Int?

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard self.slug == nil || self.tenant == nil else {
            throw ValidationError("The tenant is named once: decision tail SLUG, or --tenant.")
        }
        guard self.count.map({ $0 > 0 }) ?? true else { throw ValidationError("--count is 1 or more.") }
    }

    func run() async throws {
        Interruption.endsProcess()
        try await self.server.withClient { try await self.follow($0) }
    }

    private func follow(_ client: AdminClient) async throws {
        // The server picks one outcome; of a class, what comes is picked here.
        let query = [
            ("tenant", self.slug ?? self.tenant),
            ("outcome", self.outcome?.count == 1 ? self.outcome?[0].rawValue : nil),
        ]
        var tail = TailProgress(wanted: self.count, maximumKnownCount: Self.maximumKnownCount)
        var pause = Self.pauses.first
        var hasConnected = false
        while true {
            do {
                let wantsMore = try await client.stream(["decisions", "stream"], query: query, after: tail.lastID) {
                    hasConnected = true
                    pause = Self.pauses.first
                    return try self.print($0, after: &tail)
                }
                guard wantsMore else { return }
                // The server ends every stream after some minutes, and when it stops.
                hasConnected = true
                try await Task.sleep(for: Self.pauses.first)
            } catch let failure as CommandFailure where failure.status == .unavailable && hasConnected {
                StandardStream.say("the stream broke; going on in \(pause.components.seconds) s")
                try await Task.sleep(for: pause)
                pause = min(pause * 2, Self.pauses.last)
            }
        }
    }

    /// Prints an event.
    ///
    /// - Returns: Whether more are wanted.
    private func print(_ event: ServerSentEvents.Event, after tail: inout TailProgress) throws -> Bool {
        guard event.name == "decision",
            let decision = try? JSONDecoder().decode(
                DecisionView.self,
                from: Data(event.data.utf8)
            )
        else {
            if event.name == "skipped" {
                StandardStream.say("some decisions are not shown here; `hookswitch decision search` finds them")
            }
            return true
        }
        guard self.outcome.map({ $0.contains { $0.rawValue == decision.outcome } }) ?? true,
            tail.note(decision.id)
        else { return true }
        try StandardStream.output.write(try self.text(decision) + "\n")
        return !tail.isDone
    }

    private func text(_ decision: DecisionView) throws -> String {
        let data = self.common.data
        switch data.format {
        case .table, .wide:
            let width = data.format == .wide ? Int.max : data.width
            return TailLine(decision).text(width: width, data.palette)
        // A JSON text is YAML too, and the dashes begin a document of its own.
        case .yaml: return "---\n" + (try CommandOutput.json(decision, isCompact: true))
        case .json, .ndjson, .csv, .name: return try CommandOutput.json(decision, isCompact: true)
        }
    }
}
