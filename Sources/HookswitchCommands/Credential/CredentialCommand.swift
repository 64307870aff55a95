import ArgumentParser

/// `hookswitch credential`
struct CredentialCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credential",
        abstract: "Look at and replace what Hookswitch proves itself with to Microsoft.",
        discussion: "Values are written and never read: what is shown is a fingerprint, the beginning and the length.",
        subcommands: [CredentialList.self, CredentialShow.self, CredentialReplace.self]
    )
}
