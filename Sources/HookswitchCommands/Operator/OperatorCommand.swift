import ArgumentParser

/// `hookswitch operator`
struct OperatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "operator",
        abstract: "Make, list, change and end people who sign in.",
        subcommands: [
            OperatorList.self, OperatorCreate.self, OperatorSetRole.self, OperatorDelete.self, OperatorReset.self,
        ]
    )
}
