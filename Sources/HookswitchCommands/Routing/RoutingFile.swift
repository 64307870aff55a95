import Foundation
import Hookswitch
import Yams

/// A routing as somebody wrote it: the members `version` and `pools`, or a whole tenant document, of which it is a part.
struct RoutingFile {
    /// What messages call it: the file's name.
    let source: String
    /// The version that its author saw; `nil` if it does not say.
    let version: Int32?
    /// The pools, not yet checked.
    let pools: [DocumentValue]
    private let root: Node

    /// Reads a text.
    ///
    /// - Throws: A ``CommandFailure`` if it is no YAML, or no routing.
    init(source: String, text: String) throws(CommandFailure) {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw Self.failure(source, "it is not YAML: \(error)".split(separator: "\n").first.map(String.init) ?? "")
        } catch {
            throw Self.failure(source, "it is not YAML")
        }
        guard let root, case .members(let members) = DocumentValue(root) else {
            throw Self.failure(source, "the member pools is expected, as `hookswitch routing show` prints it")
        }
        let isDocument = members["apiVersion"] != nil
        let others = isDocument ? [] : members.keys.filter { !["version", "pools", "slug"].contains($0) }
        guard others.isEmpty else {
            throw Self.failure(source, "there is no member \(others.sorted()[0]) here; expected are version, pools")
        }
        guard case .list(let pools)? = members["pools"] else {
            throw Self.failure(source, "pools is a list, as `hookswitch routing show` prints it")
        }
        self.version = isDocument ? nil : members["version"]?.text.flatMap { Int32($0) }
        guard isDocument || members["version"] == nil || self.version != nil else {
            throw Self.failure(source, "version is a number: the one that `hookswitch routing show` printed")
        }
        self.source = source
        self.pools = pools
        self.root = root
    }

    /// Whether a text has the pools and rules alone, and is no tenant document.
    static func isRouting(_ text: String) -> Bool {
        guard let root = try? Yams.compose(yaml: text), case .members(let members) = DocumentValue(root) else {
            return false
        }
        return members["apiVersion"] == nil && members["pools"] != nil
    }

    /// Reads a file.
    init(_ file: InputFile) throws(CommandFailure) {
        try self.init(source: file.name, text: try file.text())
    }

    /// The failure with the lines at which its issues stand in this file.
    func located(_ failure: CommandFailure) -> CommandFailure {
        guard let issues = failure.problem.errors else { return failure }
        var failure = failure
        failure.source = self.source
        failure.problem.errors = issues.map { issue in
            var issue = issue
            issue.document = nil
            issue.line = issue.pointer.flatMap { self.line(at: $0) }
            return issue
        }
        return failure
    }

    /// The line of a place, or of the nearest one around it that is in the file.
    ///
    /// - Parameter pointer: The place, as RFC 6901 writes it.
    func line(at pointer: String) -> Int? {
        var node = self.root
        var line = node.mark?.line
        for part in pointer.split(separator: "/") {
            let name = part.replacing("~1", with: "/").replacing("~0", with: "~")
            if let index = Int(name), let sequence = node.sequence, sequence.indices.contains(index) {
                node = sequence[index]
            } else if let next = node[String(name)] {
                node = next
            } else {
                return line
            }
            line = node.mark?.line ?? line
        }
        return line
    }

    private static func failure(_ source: String, _ why: String) -> CommandFailure {
        CommandFailure(
            .failed,
            code: "invalid_document",
            "\(source) is no routing, and nothing was changed",
            why: [why],
            fix: "hookswitch routing show SLUG > \(source == "standard input" ? "FILE" : source)"
        )
    }
}
