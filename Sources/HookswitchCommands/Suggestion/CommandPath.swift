import ArgumentParser
import Hookswitch

/// A command of ours as words lead to it: `tenant list`.
struct CommandPath {
    /// The commands from the root to this one.
    private(set) var commands: [any ParsableCommand.Type] = [HookswitchCommand.self]
    /// The first word that names no command below the last one; `nil` if all words were followed.
    private(set) var unknown: String?

    /// Follows words as far as they name commands; an option or the argument of a command without subcommands ends it.
    init(_ words: [String]) {
        for word in words {
            let below = self.commands.last?.configuration.subcommands ?? []
            guard !word.hasPrefix("-"), !below.isEmpty else { return }
            guard let next = below.first(where: { Self.names(of: $0).contains(word) }) else {
                // A command that has one for everything else takes the word as that one's argument.
                if let other = self.commands.last?.configuration.defaultSubcommand {
                    self.commands.append(other)
                } else {
                    self.unknown = word
                }
                return
            }
            self.commands.append(next)
        }
    }

    /// The words that lead here, the program's first.
    var words: [String] {
        self.commands.map { Self.names(of: $0).first ?? "" }
    }

    /// The command itself.
    var command: any ParsableCommand.Type {
        self.commands.last ?? HookswitchCommand.self
    }

    /// Says that a word names no command, and which it may have meant; `nil` if every word does.
    var complaint: String? {
        // `help` belongs to every command, and is listed by none.
        guard let unknown, unknown != "help" else { return nil }
        if let way = CommandAlternative.of((self.words.dropFirst() + [unknown]).joined(separator: " ")) {
            return "\(self.words.joined(separator: " ")) has no command \"\(unknown)\". \(way)"
        }
        let names = self.command.configuration.subcommands.flatMap(Self.names(of:))
        let hint = NearestWord.find(unknown, among: names + ["help"]).map { " Did you mean \"\($0)\"?" } ?? ""
        return "\(self.words.joined(separator: " ")) has no command \"\(unknown)\".\(hint)"
    }

    private static func names(of command: any ParsableCommand.Type) -> [String] {
        [command.configuration.commandName ?? ""] + command.configuration.aliases
    }
}
