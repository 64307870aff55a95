import Routing

/// Reads calls and what is expected of them: a list in YAML or JSON, each with `from`, `to`, `expect` and perhaps `name`.
public struct CallCaseReader: Sendable {
    /// The most cases of a text: each asks the tenant's Dynamics as a call does, and those are to have it for themselves.
    public static let maximumCount = 200
    /// The longest text in bytes: a thousand for each case.
    public static let maximumTextSize = 200 * 1024
    /// The longest name in characters.
    static let maximumNameLength = 100
    /// The longest number in bytes; the webhook takes no longer ones.
    static let maximumNumberLength = 64

    /// Makes a reader.
    public init() {}

    /// Reads every case of a text.
    ///
    /// - Throws: ``DocumentRefusal`` with all that is wrong, line by line.
    public func read(_ text: String) throws(DocumentRefusal) -> [CallCase] {
        var reader = DocumentReader(document: 0)
        let root = DocumentPath()
        guard text.utf8.count <= Self.maximumTextSize else {
            reader.note("too_large", at: root, line: nil, "a file of cases has at most \(Self.maximumTextSize) bytes")
            throw DocumentRefusal(issues: reader.issues)
        }
        let nodes = try DocumentNode.read(text)
        guard let node = nodes.first, nodes.count == 1 else {
            let detail =
                nodes.isEmpty ? "there is no case in it" : "one list is expected, and here are several documents"
            reader.note("wrong_value", at: root, line: nodes.dropFirst().first?.line, detail)
            throw DocumentRefusal(issues: reader.issues)
        }
        let elements = reader.list(node, at: root, maximumCount: Self.maximumCount) ?? []
        if elements.isEmpty, reader.issues.isEmpty {
            reader.note("empty", at: root, line: node.line, "there is no case in it")
        }
        let cases = elements.enumerated().compactMap { Self.read($1, at: root.index($0), by: &reader) }
        guard reader.issues.isEmpty else { throw DocumentRefusal(issues: reader.issues) }
        return cases
    }

    private static func read(_ node: DocumentNode, at path: DocumentPath, by reader: inout DocumentReader) -> CallCase?
    {
        guard let members = reader.members(of: node, at: path, allowing: ["name", "from", "to", "expect"]) else {
            return nil
        }
        let name = members["name"].flatMap { node in
            reader.text(
                node,
                at: path.member("name"),
                maximumLength: Self.maximumNameLength,
                "1 to \(Self.maximumNameLength) characters"
            )
        }
        let numbers = ["from", "to"].map { name in
            reader.required(name, in: members, of: node, at: path)
                .flatMap { Self.number($0, at: path.member(name), by: &reader) }
        }
        let expectation = reader.required("expect", in: members, of: node, at: path)
            .flatMap { Self.expectation($0, at: path.member("expect"), by: &reader) }
        guard let from = numbers[0], let to = numbers[1], let expectation else { return nil }
        return CallCase(name: name, from: from, to: to, expectation: expectation)
    }

    /// What a telephony cloud may write: also nothing, and `anonymous`.
    private static func number(
        _ node: DocumentNode,
        at path: DocumentPath,
        by reader: inout DocumentReader
    ) -> String? {
        guard case .text(let text) = node.value, text.utf8.count <= Self.maximumNumberLength,
            !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
        else {
            let detail = "expected is a number of at most \(Self.maximumNumberLength) bytes, without control characters"
            reader.note("wrong_value", at: path, line: node.line, detail)
            return nil
        }
        return text
    }

    private static func expectation(
        _ node: DocumentNode,
        at path: DocumentPath,
        by reader: inout DocumentReader
    ) -> CallExpectation? {
        guard let members = reader.members(of: node, at: path, allowing: ["outcome", "target", "status"]) else {
            return nil
        }
        let issueCount = reader.issues.count
        let outcome = members["outcome"].flatMap { reader.word($0, at: path.member("outcome"), as: Outcome.self) }
        let target = members["target"].flatMap { Self.target($0, at: path.member("target"), by: &reader) }
        let status = members["status"].flatMap { Self.status($0, at: path.member("status"), by: &reader) }
        guard reader.issues.count == issueCount else { return nil }
        guard outcome != nil || target != nil || status != nil else {
            reader.note("missing_member", at: path, line: node.line, "expected is an outcome, a target or a status")
            return nil
        }
        return CallExpectation(outcome: outcome, target: target, status: status)
    }

    private static func target(
        _ node: DocumentNode,
        at path: DocumentPath,
        by reader: inout DocumentReader
    ) -> String? {
        if case .text(let text) = node.value, let target = CallExpectation.target(text) { return target }
        let detail = "expected is a number such as +35853445657, or \(CallExpectation.defaultRoute)"
        reader.note("wrong_value", at: path, line: node.line, detail)
        return nil
    }

    private static func status(_ node: DocumentNode, at path: DocumentPath, by reader: inout DocumentReader) -> Int? {
        if case .text(let text) = node.value, let status = Int(text), CallExpectation.statuses.contains(status) {
            return status
        }
        reader.note("wrong_value", at: path, line: node.line, "expected is 200 or 204")
        return nil
    }
}
