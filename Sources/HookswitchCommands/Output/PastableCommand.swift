/// A command for a shell, broken over lines so that it still works when all of them are pasted.
struct PastableCommand: Sendable {
    private let prompt: String
    private let continuation: String
    private let words: [String]

    /// Reads a command.
    ///
    /// - Parameter text: `$ …` for a shell, `PS> …` for PowerShell.
    init(_ text: String) {
        let isPowerShell = text.hasPrefix("PS> ")
        self.prompt = isPowerShell ? "PS> " : "$ "
        self.continuation = isPowerShell ? " `" : " \\"
        self.words = Self.words(of: text.dropFirst(self.prompt.count))
    }

    /// The lines. What stands in quotes, braces or brackets stays in one, however long it is.
    func lines(width: Int) -> [String] {
        var lines: [String] = []
        var line = self.prompt
        var isEmpty = true
        for word in self.words {
            let longer = isEmpty ? line + word : "\(line) \(word)"
            if isEmpty || TerminalText.width(longer) + self.continuation.count <= width {
                line = longer
            } else {
                lines.append(line + self.continuation)
                line = String(repeating: " ", count: self.prompt.count + 2) + word
            }
            isEmpty = false
        }
        return lines + [line]
    }

    /// The parts between spaces that are outside of quotes and brackets.
    private static func words(of text: Substring) -> [String] {
        var words: [String] = []
        var word = ""
        var quote: Character?
        var depth = 0
        for character in text {
            if let open = quote {
                if character == open { quote = nil }
            } else {
                switch character {
                case "\"", "'": quote = character
                case "{", "(", "[": depth += 1
                case "}", ")", "]": depth -= 1
                case " " where depth <= 0:
                    if !word.isEmpty { words.append(word) }
                    word = ""
                    continue
                default: break
                }
            }
            word.append(character)
        }
        return word.isEmpty ? words : words + [word]
    }
}
