import Foundation

/// Reads members of one document and gathers all that is wrong with it, so that one run shows every mistake.
struct DocumentReader {
    /// Which document of the text, from zero.
    let document: Int
    /// What is wrong so far.
    private(set) var issues: [DocumentIssue] = []

    init(document: Int) {
        self.document = document
    }

    /// Notes something wrong.
    mutating func note(_ code: String, at path: DocumentPath, line: Int?, _ detail: String) {
        self.issues.append(DocumentIssue(document: self.document, line: line, path: path, code: code, detail: detail))
    }

    /// The members of a value, each at most once; unknown ones are noted.
    mutating func members(
        of node: DocumentNode,
        at path: DocumentPath,
        allowing names: [String]
    ) -> [String: DocumentNode]? {
        guard case .members(let members) = node.value else {
            self.note("wrong_type", at: path, line: node.line, "members are expected: \(names.joined(separator: ", "))")
            return nil
        }
        var found: [String: DocumentNode] = [:]
        for (name, line, node) in members {
            if names.contains(name) {
                found[name] = node
            } else {
                let expected = "there is no such member here; expected are \(names.joined(separator: ", "))"
                self.note("unknown_member", at: path.member(name), line: line, expected)
            }
        }
        return found
    }

    /// A member that must be there.
    mutating func required(
        _ name: String,
        in members: [String: DocumentNode],
        of parent: DocumentNode,
        at path: DocumentPath
    ) -> DocumentNode? {
        if let node = members[name], !node.isNull { return node }
        self.note("missing_member", at: path.member(name), line: members[name]?.line ?? parent.line, "it is required")
        return nil
    }

    /// Text of 1 to `maximumLength` characters without control characters.
    mutating func text(_ node: DocumentNode, at path: DocumentPath, maximumLength: Int, _ expected: String) -> String? {
        guard case .text(let text) = node.value, !text.isEmpty, text.count <= maximumLength,
            !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
        else {
            self.note("wrong_value", at: path, line: node.line, "expected is \(expected)")
            return nil
        }
        return text
    }

    /// One of a closed list of words.
    mutating func word<Word: RawRepresentable & CaseIterable>(
        _ node: DocumentNode,
        at path: DocumentPath,
        as type: Word.Type = Word.self
    ) -> Word? where Word.RawValue == String {
        if case .text(let text) = node.value, let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
        self.note("wrong_value", at: path, line: node.line, "expected is one of \(words)")
        return nil
    }

    /// A list of at most `maximumCount` elements.
    mutating func list(_ node: DocumentNode, at path: DocumentPath, maximumCount: Int) -> [DocumentNode]? {
        guard case .list(let elements) = node.value else {
            self.note("wrong_type", at: path, line: node.line, "a list is expected")
            return nil
        }
        guard elements.count <= maximumCount else {
            let detail = "at most \(maximumCount) elements are allowed, here are \(elements.count)"
            self.note("too_many", at: path, line: node.line, detail)
            return nil
        }
        return elements
    }

    /// A time such as `2027-05-01T00:00:00Z`.
    mutating func time(_ node: DocumentNode, at path: DocumentPath) -> Date? {
        if case .text(let text) = node.value {
            for style in [Date.ISO8601FormatStyle(), Date.ISO8601FormatStyle(includingFractionalSeconds: true)] {
                if let date = try? style.parse(text) { return date }
            }
        }
        self.note("wrong_value", at: path, line: node.line, "expected is a time such as 2027-05-01T00:00:00Z")
        return nil
    }

    /// A GUID.
    mutating func guid(_ node: DocumentNode, at path: DocumentPath) -> UUID? {
        if case .text(let text) = node.value, let uuid = UUID(uuidString: text) { return uuid }
        let expected = "expected is a GUID such as 91bd3f0e-0000-4000-8000-000000000002"
        self.note("wrong_value", at: path, line: node.line, expected)
        return nil
    }
}

extension DocumentNode {
    /// Whether nothing stands there.
    var isNull: Bool {
        if case .null = self.value { true } else { false }
    }
}
