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
}
