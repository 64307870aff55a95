import ArgumentParser

/// `hookswitch token`
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Make, list and revoke API tokens.",
        discussion: "`create` goes straight to the database; `list` and `revoke` ask the server.",
        subcommands: [TokenCreate.self, TokenList.self, TokenRevoke.self]
    )
}
