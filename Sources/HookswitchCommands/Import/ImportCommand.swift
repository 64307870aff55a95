import ArgumentParser

/// `hookswitch import`
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring on many tenants from a file, and look at plans and how far they are.",
        usage: """
            hookswitch import <file> --plan
            hookswitch import <file> --apply [--plan-id <id>]
            hookswitch import list
            """,
        discussion: """
            A word that names no command below is a file: hookswitch help import file says all of it. A file that is \
            called as a command is, such as list, is ./list.
            """,
        subcommands: [ImportTenants.self, ImportList.self, ImportShow.self, ImportItems.self],
        defaultSubcommand: ImportTenants.self
    )
}
