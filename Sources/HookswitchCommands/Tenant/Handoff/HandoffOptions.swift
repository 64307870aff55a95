import ArgumentParser

/// How the hand-off sheet is printed, beside what every command understands.
struct HandoffOptions: ParsableArguments {
    /// The list is closed: another word is a usage error.
    enum Format: String, CaseIterable, ExpressibleByArgument, Sendable {
        /// For a message.
        case text
        /// For a ticket.
        case markdown
        /// For programs.
        case json
    }

    @Option(name: .shortAndLong, help: "How the sheet is written.")
    var output: Format = .text

    @OptionGroup var behaviour: BehaviourOptions

    /// What the command line's errors go by.
    var common: CommonOptions {
        // Every member is set: one that neither a command line nor we gave a value cannot be read.
        var options = CommonOptions()
        options.output = self.output == .json ? .json : .table
        options.behaviour = self.behaviour
        return options
    }
}
