import Yams

/// The line on which each member of a YAML document stands, by its path.
///
/// Rules that span several members (a host named twice, say) are checked on the finished ``Scenario``, which knows no
/// lines; this gives them back.
struct SourceLines {
    /// Rows carry no such rules, and there may be very many of them.
    private static let maximumDepth = 6

    private var lines: [String: Int] = [:]

    /// No lines: the scenario was built in Swift.
    static let none = SourceLines()

    private init() {}

    init(_ root: Node) {
        self.add(root, path: "", depth: 0)
    }

    subscript(path: String) -> Int? { self.lines[path] }

    private mutating func add(_ node: Node, path: String, depth: Int) {
        guard depth <= Self.maximumDepth else { return }
        if let line = node.mark?.line { self.lines[path] = line }
        switch node {
        case .mapping(let mapping):
            for (key, value) in mapping {
                guard let name = key.scalar?.string, name != "tables" else { continue }
                self.add(value, path: path.isEmpty ? name : "\(path).\(name)", depth: depth + 1)
            }
        case .sequence(let sequence):
            for (index, value) in sequence.enumerated() {
                self.add(value, path: "\(path)[\(index)]", depth: depth + 1)
            }
        default:
            return
        }
    }
}
