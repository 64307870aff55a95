import ArgumentParser

/// `hookswitch privacy`
struct PrivacyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "privacy",
        abstract: "Find and erase what is kept of one caller.",
        discussion: """
            Numbers are asked for, or read from a file or a pipe: never from the command line, which others see.
            """,
        subcommands: [
            PrivacyFind.self, PrivacyErase.self, PrivacyList.self, PrivacyShow.self, PrivacyCertificate.self,
        ]
    )
}
