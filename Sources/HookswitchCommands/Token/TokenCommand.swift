import ArgumentParser

/// `hookswitch token`
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Make API tokens, straight to the database.",
        subcommands: [TokenCreate.self]
    )
}
