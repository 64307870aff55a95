extension HandoffSheet {
    /// The sheet as plain text of at most 80 columns, apart from addresses; to be pasted into a message.
    public var text: String {
        var lines = ["SmartRouting for \(self.name)", ""]
        lines += self.facts.flatMap { Self.labelled($0.label, $0.values) }
        lines += ["", "Example request", ""] + Self.indented(self.example.request)
        lines += ["", "Example answer", ""] + Self.indented(self.example.answer)
        return lines.joined(separator: "\n") + "\n"
    }

    /// The sheet as Markdown.
    public var markdown: String {
        var lines = ["# SmartRouting for \(Self.escaped(self.name))", "", "| | |", "|---|---|"]
        lines += self.facts.map { "| \($0.label) | \($0.values.map(Self.escaped).joined(separator: "<br>")) |" }
        lines += ["", "## Example request", "", "```http", self.example.request, "```"]
        lines += ["", "## Example answer", "", "```http", self.example.answer, "```"]
        return lines.joined(separator: "\n") + "\n"
    }

    /// What the sheet says, each under a label.
    private var facts: [(label: String, values: [String])] {
        let milliseconds = self.timeout
        let answers = self.answers.map { "\($0.status): \($0.meaning)" }
        return [
            ("Address", [self.url ?? "HOST\(self.path)"]),
            ("Request", ["\(self.method), \(self.contentType), HTTP/1.1 over TLS on port 443"]),
            ("Key", self.keyLines),
            ("Queues", self.queues.isEmpty ? ["none yet"] : self.queues.map { "\($0.number)  \($0.name)" }),
            ("Answers", answers),
            (
                "Timeout",
                [
                    "we answer within \(milliseconds.answerWithinMilliseconds) ms; leave SmartRouting's timeout at"
                        + " \(milliseconds.enreachDefaultMilliseconds) ms or more"
                ]
            ),
            ("Networks", [self.sourceNetworks.networks.joined(separator: ", "), self.sourceNetworks.caveat]),
        ]
    }

    private var keyLines: [String] {
        var lines: [String] = []
        switch (self.authentication.header, self.authentication.user) {
        case (let header?, nil): lines.append("header \(header)")
        case (let header?, let user?): lines.append("header \(header): HTTP Basic, user \(user), the key as password")
        case (nil, _): lines.append("none")
        }
        lines += self.authentication.liveKeys.map { "live: the key that ends in \($0.hint), made \($0.createdAt)" }
        return lines + [self.authentication.note]
    }

    /// Labels stand in a column as wide as the longest.
    private static let labelWidth = 10
    /// Lines end here, if they have a space to end at.
    private static let width = 80

    private static func labelled(_ label: String, _ values: [String]) -> [String] {
        let indent = String(repeating: " ", count: self.labelWidth)
        let lines = values.flatMap { self.wrapped($0, to: self.width - self.labelWidth) }
        return lines.enumerated().map { index, line in
            guard index == 0 else { return indent + line }
            return label + String(repeating: " ", count: max(1, self.labelWidth - label.count)) + line
        }
    }

    /// The text in lines that end at spaces.
    static func wrapped(_ text: String, to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let longer = line.isEmpty ? String(word) : "\(line) \(word)"
            if line.isEmpty || longer.count <= width {
                line = longer
            } else {
                lines.append(line)
                line = String(word)
            }
        }
        return lines + [line]
    }

    private static func indented(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "  \($0)" }
    }

    /// Names are people's: what Markdown would read as its own is written so that it stays text. Our own backticks stay.
    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "|", "*", "_", "[", "]", "<", ">", "\\", "#": result += "\\\(character)"
            case "\n", "\r", "\r\n": result += " "
            default: result.append(character)
            }
        }
    }
}
