/// A statement as words, to be looked through without knowing all of SQL.
struct StatementWords: Sendable {
    /// Words that may stand between a keyword and the name it is about.
    private static let noise: Set<String> = ["ONLY", "IF", "NOT", "EXISTS", "CONCURRENTLY"]

    private let written: [String]
    /// The words in capital letters.
    let words: [String]

    /// Reads a statement.
    init(_ statement: String) {
        // A parenthesis is a word of its own wherever it stands.
        let text = SQLScript.bare(statement).replacing("(", with: " ( ").replacing(")", with: " ) ")
            .replacing(",", with: " , ").replacing(";", with: " ")
        self.written = text.split(separator: " ").map(String.init)
        self.words = self.written.map { $0.uppercased() }
    }

    /// Whether it begins with these words.
    func begins(_ phrase: String) -> Bool {
        let phrase = phrase.split(separator: " ").map(String.init)
        return self.words.starts(with: phrase)
    }

    /// Whether these words stand in it, one behind the other.
    func has(_ phrase: String) -> Bool {
        !self.places(of: phrase).isEmpty
    }

    /// The names that stand behind these words, each once.
    func names(after phrase: String) -> [String] {
        self.places(of: phrase).reduce(into: []) { names, place in
            guard let index = (place..<self.words.count).first(where: { !Self.noise.contains(self.words[$0]) }),
                !names.contains(self.written[index])
            else { return }
            names.append(self.written[index])
        }
    }

    /// Where the words end, wherever they stand.
    private func places(of phrase: String) -> [Int] {
        let phrase = phrase.split(separator: " ").map(String.init)
        guard self.words.count >= phrase.count else { return [] }
        return (0...(self.words.count - phrase.count))
            .filter { self.words[$0..<($0 + phrase.count)].elementsEqual(phrase) }
            .map { $0 + phrase.count }
    }
}
