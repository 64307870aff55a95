import ArgumentParser

/// `hookswitch session`
struct SessionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "session",
        abstract: "List and end logins of browsers.",
        subcommands: [SessionList.self, SessionEnd.self]
    )
}
