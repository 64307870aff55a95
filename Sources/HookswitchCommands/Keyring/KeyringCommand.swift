import ArgumentParser

/// `hookswitch keyring`
struct KeyringCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keyring",
        abstract: "Make the keys that seal secrets.",
        subcommands: [KeyringCreate.self]
    )
}
