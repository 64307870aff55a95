import ArgumentParser

/// `hookswitch config`
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Look at the settings.",
        subcommands: [ConfigSample.self, ConfigCheck.self, ConfigExplain.self]
    )
}
