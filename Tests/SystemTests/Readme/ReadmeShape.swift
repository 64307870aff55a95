/// What a page shows of a command's output, beside what the command prints: the same lines, with other ids, times and numbers.
struct ReadmeShape {
    /// What stands for lines that are left out.
    private static let omission = "…"

    private let printed: [String]

    /// Takes what was printed.
    init(of text: String) {
        self.printed = text.split(separator: "\n").map { Self.shape(of: String($0)) }
    }

    /// The first line of a page that is not among those printed, behind the line before it; `nil` if all are.
    func missing(from page: [String]) -> String? {
        var rest = self.printed[...]
        for line in page where !line.isEmpty && line != Self.omission {
            guard let index = rest.firstIndex(of: Self.shape(of: line)) else { return line }
            rest = rest[(index + 1)...]
        }
        return nil
    }

    private static func shape(of line: String) -> String {
        line.replacing(/([a-z]{3})_[a-z0-9]{26}/) { "\($0.output.1)_*" }
            .replacing(/[0-9]+(?:[.:,-][0-9]+)*/, with: "0")
            .split(separator: " ").joined(separator: " ")
    }
}
