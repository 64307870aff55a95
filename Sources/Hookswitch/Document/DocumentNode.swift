import Yams

/// One value of a document, and the line it stands in.
struct DocumentNode: Sendable {
    /// What the value is.
    enum Value: Sendable {
        /// Nothing: `null`, `~` or an empty place.
        case null
        /// Text; numbers and Booleans too are kept as they were written.
        case text(String)
        /// A list.
        case list([DocumentNode])
        /// Members, in the order in which they were written.
        case members([(name: String, line: Int?, node: DocumentNode)])
    }

    /// The line, from 1.
    let line: Int?
    /// The value.
    let value: Value

    /// How deep values may nest; no document of ours needs more than six.
    private static let maximumDepth = 32
    /// How many values a text may have with its aliases replaced: ten times what 500 large documents have. A few lines of
    /// aliases of aliases would otherwise become more than any memory holds.
    private static let maximumCount = 1_000_000

    /// Reads every document of a text in YAML, of which JSON is a part.
    ///
    /// - Throws: ``DocumentRefusal`` with the line at which the text stops being YAML.
    static func read(_ text: String) throws(DocumentRefusal) -> [DocumentNode] {
        var nodes: [DocumentNode] = []
        var count = 0
        do {
            let parser = try Yams.Parser(yaml: text)
            while let root = try parser.nextRoot() {
                let node = DocumentNode(root, depth: 0, count: &count)
                guard count <= Self.maximumCount else { throw TooMany() }
                // A `---` at the end opens a document that says nothing; it asks for nothing either.
                if case .null = node.value { continue }
                nodes.append(node)
            }
        } catch {
            throw DocumentRefusal(issues: [Self.issue(of: error, document: nodes.count)])
        }
        return nodes
    }

    /// A value that was fetched from elsewhere, as if it stood in this line.
    init(line: Int?, value: Value) {
        self.line = line
        self.value = value
    }

    private struct TooMany: Error {}

    private init(_ node: Yams.Node, depth: Int, count: inout Int) {
        self.line = node.mark?.line
        count += 1
        guard depth < Self.maximumDepth, count <= Self.maximumCount else {
            self.value = .null
            return
        }
        switch node {
        case .scalar(let scalar):
            let isNull = scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
            self.value = isNull ? .null : .text(scalar.string)
        case .sequence(let sequence):
            self.value = .list(sequence.map { DocumentNode($0, depth: depth + 1, count: &count) })
        case .mapping(let mapping):
            self.value = .members(
                mapping.map { key, value in
                    (key.scalar?.string ?? "", key.mark?.line, DocumentNode(value, depth: depth + 1, count: &count))
                }
            )
        case .alias:
            self.value = .null
        }
    }

    private static func issue(of error: any Error, document: Int) -> DocumentIssue {
        if error is TooMany {
            return DocumentIssue(
                document: document,
                line: nil,
                path: DocumentPath(),
                code: "too_many_values",
                detail: "the text has more than \(Self.maximumCount) values, its aliases included"
            )
        }
        let (line, reason): (Int?, String) =
            switch error as? YamlError {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                (mark.line, problem)
            case .duplicatedKeysInMapping(let duplicates, let context):
                (context.mark.line, "here \(duplicates.sorted().joined(separator: ", ")) stands twice")
            default: (nil, "the text is not YAML")
            }
        return DocumentIssue(
            document: document,
            line: line,
            path: DocumentPath(),
            code: "not_yaml",
            detail: reason
        )
    }
}
