import ArgumentParser
import Hookswitch

/// `hookswitch why DECISION`
struct Why: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Tell why a call went where it went.",
        usage: "hookswitch why <decision> [--replay] [-o json]",
        discussion: """
            Decisions are listed by `hookswitch decision list`. With --replay the same call is put to today's rules, with what was \
            found out of its caller then; nobody is asked, and nothing is recorded.
            """
    )

    @Argument(help: "The decision's id: dec_ and 26 characters.", completion: .decisions)
    var decision: String

    @Flag(help: "Tell what the same call would get today, and what differs.")
    var replay = false

    @OptionGroup var paging: PagerOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard DecisionID(parsing: self.decision) != nil else {
            throw ValidationError("A decision's id is dec_ and 26 characters; `hookswitch decision list` shows them.")
        }
    }

    private var data: CommandOutput {
        var output = self.common.data
        output.pager = self.paging.pager
        return output
    }

    func run() async throws {
        guard !self.replay else {
            let replayed: ReplayedDecision = try await self.server.withClient { client in
                try await client.post(["decisions", self.decision, "replay"], json: "{}")
            }
            try self.data.lines(ReplayLines(replayed).lines, model: replayed)
            return
        }
        let output = self.data
        let (explanation, changes) = try await self.server.withClient { client in
            let explanation = try await client.get(["decisions", self.decision], as: DecisionExplanation.self)
            // Programs have both versions, and ask for what they want to know of them.
            guard output.format.isForPeople else { return (explanation, ChangesSince?.none) }
            let tenant = try await client.get(["tenants", explanation.decision.tenant], as: TenantView.self)
            if let note = tenant.note { StandardStream.say("! \(tenant.slug): \(TerminalText.visible(note))") }
            return (explanation, try await ChangesSince.find(explanation, through: client))
        }
        try output.lines(Self.lines(explanation, changes, palette: output.palette), model: explanation)
        if let next = Self.next(after: explanation.decision) { self.common.sayNext(next) }
    }

    /// How to ask about such a call today. The caller is masked here: who is meant, whoever asks has to know.
    static func next(after decision: DecisionView) -> String? {
        guard let pool = decision.pool else { return nil }
        let isHidden = decision.caller == "withheld"
        let command = "hookswitch explain \(decision.tenant) --from \(isHidden ? "anonymous" : "NUMBER") --to \(pool)"
        return command + "    [--draft FILE]"
    }

    static func lines(
        _ explanation: DecisionExplanation,
        _ changes: ChangesSince? = nil,
        palette: Palette
    ) -> [String] {
        let decision = explanation.decision
        let duration = CallDuration.text(milliseconds: decision.durationMilliseconds)
        let steps = TraceSteps(
            trace: explanation.trace,
            status: decision.status,
            outcome: decision.outcome,
            target: decision.target,
            caller: decision.caller
        )
        let call = decision.callID.map { ["call \(TerminalText.visible($0))"] } ?? []
        let title = "\(LocalTime.short(decision.at)) \(decision.tenant): \(decision.outcome) in \(duration) ms"
        return [palette.bold(title)] + call + steps.lines(palette: palette) + Self.changeLines(explanation, changes)
    }

    /// What would become of the same call today, if that may differ.
    private static func changeLines(_ explanation: DecisionExplanation, _ changes: ChangesSince?) -> [String] {
        let (then, now) = (explanation.version, explanation.currentVersion)
        var lines = changes?.lines ?? []
        if then != now, changes == nil { lines.append("Decided by version \(then); the tenant is at version \(now).") }
        if let today = explanation.today {
            let isSame = today.outcome == explanation.decision.outcome && today.target == explanation.decision.target
            guard !isSame || then != now else { return lines }
            lines.append("Today this call → \(today.target ?? "default route") (\(today.outcome)).")
        } else {
            lines.append("What would become of this call today is not known: too little was found out of the caller.")
        }
        return lines
    }
}
