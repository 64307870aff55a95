import ArgumentParser

/// `hookswitch man [COMMAND…]`
struct ManualCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "man",
        abstract: "Print a man page.",
        usage: """
            hookswitch man | man -l -
            hookswitch man tenant list | man -l -
            """
    )

    static let formats: Set<OutputFormat> = [.table]

    @Argument(help: ArgumentHelp("The command whose page it is, such as tenant list.", valueName: "command"))
    var words: [String] = []

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let path = CommandPath(self.words)
        guard path.unknown == nil, path.commands.count == self.words.count + 1 else {
            throw CommandFailure(
                .usage,
                code: "usage",
                path.complaint ?? "\(path.words.joined(separator: " ")) has no commands",
                fix: "hookswitch --help"
            )
        }
        try StandardStream.output.write(try ManualPage(of: path).roff)
    }
}
