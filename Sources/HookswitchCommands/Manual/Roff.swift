/// Text as roff source: nothing in it is taken for a request, an escape or a typographic hyphen.
enum Roff {
    /// Characters that have a name in every roff (groff_char(7)).
    private static let names: [Unicode.Scalar: String] = [
        "\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti", "…": "...", "–": "\\(en",
        "→": "\\(->", "“": "\\(lq", "”": "\\(rq",
    ]

    /// A text inside a line.
    static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            if let name = Self.names[scalar] { return name }
            guard !scalar.isASCII else { return String(scalar) }
            let code = String(scalar.value, radix: 16, uppercase: true)
            return "\\[u" + String(repeating: "0", count: max(0, 4 - code.count)) + code + "]"
        }.joined()
    }

    /// A text that is a whole line; a dot at its beginning is no request.
    static func line(_ text: String) -> String {
        let escaped = Self.escaped(text)
        return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
    }

    /// An argument of a request.
    static func quoted(_ text: String) -> String {
        "\"" + Self.escaped(text).replacing("\"", with: "\\(dq") + "\""
    }

    /// A heading and what is to be said of it, indented.
    static func item(_ heading: String, _ text: String) -> [String] {
        [".TP", ".B " + Self.quoted(heading), Self.line(text.isEmpty ? " " : text)]
    }

    /// Lines as they are, each in a line of its own; an empty one begins a paragraph.
    static func paragraphs(_ text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return Array(
            lines.flatMap { $0.allSatisfy { $0 == " " } ? [".PP"] : [Self.line(String($0)), ".br"] }.dropLast()
        )
    }
}
