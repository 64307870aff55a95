import Foundation
import Yams

/// Walks a scenario's YAML and keeps every problem with its line, so that one run shows all of them.
final class ScenarioReader {
    /// A mapping's members and where it stands.
    struct Members {
        let path: String
        let line: Int?
        let values: [String: Node]

        func path(of key: String) -> String { self.path.isEmpty ? key : "\(self.path).\(key)" }
    }

    private(set) var problems: [ScenarioError.Problem] = []

    func report(_ message: String, path: String, line: Int?) {
        self.problems.append(.init(line: line, path: path, message: message))
    }

    func members(of node: Node, path: String, allowed: [String]? = nil) -> Members? {
        guard case .mapping(let mapping) = node else {
            self.report("expected a mapping", path: path, line: node.mark?.line)
            return nil
        }
        var values: [String: Node] = [:]
        for (key, value) in mapping {
            guard case .scalar(let scalar) = key else {
                self.report("expected a plain name as key", path: path, line: key.mark?.line)
                continue
            }
            let name = scalar.string
            if let allowed, !allowed.contains(name) {
                let place = path.isEmpty ? name : "\(path).\(name)"
                let expected = allowed.joined(separator: ", ")
                self.report("unknown member; expected one of: \(expected)", path: place, line: key.mark?.line)
                continue
            }
            values[name] = value
        }
        return Members(path: path, line: node.mark?.line, values: values)
    }

    func list(_ key: String, in members: Members) -> [(node: Node, path: String)] {
        guard let node = members.values[key] else { return [] }
        let path = members.path(of: key)
        guard case .sequence(let sequence) = node else {
            self.report("expected a list", path: path, line: node.mark?.line)
            return []
        }
        return sequence.enumerated().map { ($0.element, "\(path)[\($0.offset)]") }
    }

    func text(_ node: Node, path: String) -> String? {
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
            self.report("expected a text that is not empty", path: path, line: node.mark?.line)
            return nil
        }
        return scalar.string
    }

    func optionalText(_ key: String, in members: Members) -> String? {
        guard let node = members.values[key] else { return nil }
        return self.text(node, path: members.path(of: key))
    }

    func requiredText(_ key: String, in members: Members) -> String? {
        guard members.values[key] != nil else {
            self.report("missing", path: members.path(of: key), line: members.line)
            return nil
        }
        return self.optionalText(key, in: members)
    }

    func requiredGUID(_ key: String, in members: Members) -> String? {
        guard let text = self.requiredText(key, in: members) else { return nil }
        guard UUID(uuidString: text) != nil else {
            self.report("expected a GUID", path: members.path(of: key), line: members.values[key]?.mark?.line)
            return nil
        }
        return text.lowercased()
    }

    func boolean(_ key: String, in members: Members, default usual: Bool) -> Bool {
        guard let node = members.values[key] else { return usual }
        switch node.scalar?.string {
        case "true": return true
        case "false": return false
        default:
            self.report("expected true or false", path: members.path(of: key), line: node.mark?.line)
            return usual
        }
    }

    func positiveCount(_ key: String, in members: Members) -> Int? {
        guard let node = members.values[key] else { return nil }
        guard let count = node.scalar.flatMap({ Int($0.string) }), count > 0 else {
            self.report("expected a whole number above 0", path: members.path(of: key), line: node.mark?.line)
            return nil
        }
        return count
    }

    func texts(_ key: String, in members: Members) -> [String] {
        self.list(key, in: members).compactMap { self.text($0.node, path: $0.path) }
    }

    func time(_ key: String, in members: Members) -> Date? {
        guard let text = self.optionalText(key, in: members) else { return nil }
        guard let time = try? Date(text, strategy: .iso8601) else {
            let line = members.values[key]?.mark?.line
            self.report("expected a time such as 2027-05-01T00:00:00Z", path: members.path(of: key), line: line)
            return nil
        }
        return time
    }
}
