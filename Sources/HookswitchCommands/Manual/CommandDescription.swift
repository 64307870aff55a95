import ArgumentParser
import Foundation

/// What the argument parser knows of a command: the part of its machine-readable help that a man page shows.
struct CommandDescription: Decodable, Sendable {
    /// One flag, option or positional argument.
    struct Argument: Decodable, Sendable {
        /// One of its names.
        struct Name: Decodable, Hashable, Sendable {
            /// `long`, `short` or `longWithSingleDash`.
            let kind: String
            /// Without hyphens.
            let name: String

            /// As it is typed.
            var typed: String { (self.kind == "long" ? "--" : "-") + self.name }
        }

        /// `positional`, `option` or `flag`.
        let kind: String
        let names: [Name]?
        let preferredName: Name?
        let valueName: String?
        let abstract: String?
        let defaultValue: String?
        let allValues: [String]?
        let isOptional: Bool
        let isRepeating: Bool
        let shouldDisplay: Bool
    }

    /// The whole answer.
    private struct Dump: Decodable {
        let command: CommandDescription
    }

    let arguments: [Argument]?

    /// Asks the parser about a command.
    init(of command: any ParsableCommand.Type) throws {
        self = try JSONDecoder().decode(Dump.self, from: Data(command._dumpHelp().utf8)).command
    }

    /// What a page shows, in order.
    var shownArguments: [Argument] {
        (self.arguments ?? []).filter(\.shouldDisplay)
    }
}
