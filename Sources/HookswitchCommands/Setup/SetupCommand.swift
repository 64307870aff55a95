import ArgumentParser

/// `hookswitch setup`
struct SetupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup",
        abstract: "Make what a new installation needs.",
        subcommands: [SetupProduction.self]
    )
}
