import ArgumentParser

/// Options that somebody typed before the command, where other programs take them: `hookswitch -v tenant list`.
struct LeadingOptions {
    /// What they typed first.
    private let options: [String]
    /// The command behind it, with all that belongs to it.
    private let rest: [String]

    /// Options of all commands that take a value in the next word.
    private static let valued: Set<String> = [
        "-o", "--output", "--color", "--timeout", "--url", "--token-file", "--profile",
    ]
    /// What the program itself takes.
    private static let ours: Set<String> = ["-h", "--help", "--version", "--"]

    /// Reads a command line.
    init(_ arguments: [String]) {
        var rest = arguments[...]
        var options: [String] = []
        while let word = rest.first, word.hasPrefix("-"), !Self.ours.contains(word) {
            options.append(rest.removeFirst())
            if Self.valued.contains(word), let value = rest.popFirst() { options.append(value) }
        }
        self.options = options
        self.rest = Array(rest)
    }

    /// Says where they stand, with the command as it has to be; `nil` if there are none, or no command is behind them.
    var complaint: String? {
        guard !self.options.isEmpty, CommandPath(self.rest).commands.count > 1 else { return nil }
        let words = (["hookswitch"] + self.rest + self.options).map(DevProgram.quoted)
        return "Options stand after the command: \(words.joined(separator: " "))"
    }
}
