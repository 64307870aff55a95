import ArgumentParser

/// `hookswitch decision`
struct DecisionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decision",
        abstract: "Look at what became of calls.",
        subcommands: [
            DecisionList.self, DecisionShow.self, DecisionSearchCommand.self, DecisionStats.self, DecisionTail.self,
            DecisionReveal.self, DecisionSegments.self, DecisionExport.self, DecisionVerify.self, DecisionRestart.self,
        ],
        aliases: ["calls"]
    )
}
