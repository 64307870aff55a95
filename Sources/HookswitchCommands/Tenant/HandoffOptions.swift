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

    @Flag(name: .customLong("no-color"), help: "Print no colours; so does NO_COLOR.")
    var isColorless = false

    /// What the command line's errors go by.
    var common: CommonOptions {
        let arguments = (self.output == .json ? ["-o", "json"] : []) + (self.isColorless ? ["--no-color"] : [])
        do {
            return try CommonOptions.parse(arguments)
        } catch {
            // These arguments are its own.
            return CommonOptions()
        }
    }
}
