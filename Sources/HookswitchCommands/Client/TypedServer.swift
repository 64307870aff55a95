import ArgumentParser

/// What somebody typed of the server, to be typed again with the command that comes next.
enum TypedServer {
    private static let names = ["--url", "--token-file", "--profile"]

    /// The options of a command line that say which server it asks and as whom, for a shell: empty, or a space and options.
    ///
    /// - Parameter arguments: What was typed behind the program's name.
    static func options(in arguments: some Collection<String>) -> String {
        var options: [String] = []
        var rest = arguments.prefix { $0 != "--" }
        while let word = rest.popFirst() {
            if let name = Self.names.first(where: { $0 == word }), let value = rest.popFirst() {
                options += [name, value]
            } else if let name = Self.names.first(where: { word.hasPrefix($0 + "=") }) {
                options += [name, String(word.dropFirst(name.count + 1))]
            }
        }
        return options.map { " " + DevProgram.quoted($0) }.joined()
    }

    /// A text with commands in it, each of which is told what the command line says of the server, if it takes that.
    ///
    /// - Parameter arguments: What was typed behind the program's name.
    static func completed(
        _ text: String,
        in arguments: some Collection<String> = CommandLine.arguments.dropFirst()
    ) -> String {
        let options = Self.options(in: arguments)
        guard !options.isEmpty else { return text }
        let pieces = text.split(separator: Self.program, omittingEmptySubsequences: false)
        return pieces.enumerated().map { index, piece in
            guard index > 0 else { return String(piece) }
            let words = piece.prefix { $0 != "`" && $0 != "," && $0 != ";" && $0 != ":" }
                .split(separator: " ").map(String.init)
            let path = CommandPath(words)
            let count = zip(path.words.dropFirst(), words).prefix { $0 == $1 }.count
            guard count > 0, Self.takesServer(path.command) else { return Self.program + piece }
            // What a command says of the server itself is meant so, and is not said twice; with --database it asks none.
            guard !words.contains(where: { Self.isOfServer($0) || $0 == "--database" }) else {
                return Self.program + piece
            }
            let command = words.prefix(count).joined(separator: " ")
            // Double spaces between a command's words would be a text of another form; such is left as it is.
            guard piece.hasPrefix(command) else { return Self.program + piece }
            return Self.program + command + options + piece.dropFirst(command.count)
        }.joined()
    }

    private static let program = "hookswitch "

    private static func isOfServer(_ word: String) -> Bool {
        Self.names.contains { word == $0 || word.hasPrefix($0 + "=") }
    }

    private static func takesServer(_ command: any ParsableCommand.Type) -> Bool {
        let arguments = (try? CommandDescription(of: command))?.arguments ?? []
        let names = Set(arguments.flatMap { $0.names ?? [] }.map(\.typed))
        return names.isSuperset(of: Self.names)
    }
}
