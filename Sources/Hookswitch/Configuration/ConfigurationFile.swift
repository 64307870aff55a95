import Configuration
import Yams

/// `hookswitch.yaml`: its values by key, and the line of each.
struct ConfigurationFile {
    /// What the file holds under a key.
    struct Entry {
        let key: String
        let line: Int?

        /// Whether nothing stands after the colon.
        let isNull: Bool
    }

    let path: String

    /// The values; nil where the file has none.
    let snapshot: (any ConfigSnapshot)?

    /// Every key that has a value, in the order of the file.
    let entries: [Entry]

    /// Reads a file's text.
    ///
    /// - Throws: Text that is not YAML, or whose top is not a mapping: with the place and what is wrong.
    init(path: String, text: String) throws(ConfigurationError) {
        self.path = path
        do {
            guard let root = try compose(yaml: text), !Self.isNull(root) else {
                (self.snapshot, self.entries) = (nil, [])
                return
            }
            guard let mapping = root.mapping else {
                throw Self.unreadable(
                    path: path,
                    line: root.mark?.line,
                    reason: "it is not a mapping of keys to values"
                )
            }
            self.entries = Self.entries(of: mapping, under: [])
            self.snapshot = try YAMLSnapshot(
                data: Array(text.utf8).span.bytes,
                providerName: path,
                parsingOptions: .default
            )
        } catch let error as ConfigurationError {
            throw error
        } catch let error as YamlError {
            throw Self.unreadable(
                path: path,
                line: Self.line(of: error),
                reason: "it is not YAML: \(Self.reason(of: error))"
            )
        } catch {
            throw Self.unreadable(path: path, line: nil, reason: "\(error)")
        }
    }

    /// The line of a key.
    func line(of key: String) -> Int? {
        self.entries.first { $0.key == key }?.line
    }

    private static func entries(of mapping: Node.Mapping, under prefix: [String]) -> [Entry] {
        mapping.flatMap { key, value -> [Entry] in
            let path = prefix + [key.string ?? "?"]
            if let nested = value.mapping, !nested.isEmpty { return self.entries(of: nested, under: path) }
            return [Entry(key: path.joined(separator: "."), line: key.mark?.line, isNull: self.isNull(value))]
        }
    }

    /// Whether a plain scalar stands for nothing; a quoted one is text.
    private static func isNull(_ node: Node) -> Bool {
        guard let scalar = node.scalar else { return false }
        return scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    private static func line(of error: YamlError) -> Int? {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: nil
        }
    }

    /// What is wrong, without the excerpt of the file that the library adds: a secret may stand on that line.
    private static func reason(of error: YamlError) -> String {
        switch error {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
        case .duplicatedKeysInMapping: "a key stands there twice"
        default: "it cannot be read"
        }
    }

    private static func unreadable(path: String, line: Int?, reason: String) -> ConfigurationError {
        let problem = ConfigurationError.Problem(
            key: "configuration file",
            origin: .file(path: path, line: line),
            reason: reason,
            remedy: "Mend the file; deploy/hookswitch.yaml shows every setting in its place."
        )
        return ConfigurationError(problems: [problem])
    }
}
