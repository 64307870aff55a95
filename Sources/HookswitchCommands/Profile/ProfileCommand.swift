import ArgumentParser

/// `hookswitch profile`
struct ProfileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile",
        abstract: "Choose among the servers that you logged in to.",
        subcommands: [ProfileList.self, ProfileUse.self]
    )
}
