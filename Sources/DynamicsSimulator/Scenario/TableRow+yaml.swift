import Foundation
import Yams

extension TableRow {
    /// Not a column: says that the application user owns the row.
    private static let ownershipKey = "$ownedByApplication"

    init?(reading node: Node, path: String, columns kinds: [String: ColumnKind], with reader: ScenarioReader) {
        guard let members = reader.members(of: node, path: path) else { return nil }
        self.init([:], isOwnedByApplication: reader.boolean(Self.ownershipKey, in: members, default: false))
        for (name, node) in members.values where name != Self.ownershipKey {
            let place = members.path(of: name)
            guard ColumnName.isValid(name) else {
                reader.report("expected a column name: letters, digits, _", path: place, line: node.mark?.line)
                continue
            }
            guard let scalar = node.scalar else {
                reader.report("expected a single value", path: place, line: node.mark?.line)
                continue
            }
            guard let value = ColumnValue(reading: scalar, as: kinds[name]) else {
                let expected = kinds[name]?.edmName ?? "a value"
                reader.report("expected \(expected)", path: place, line: node.mark?.line)
                continue
            }
            self.columns[name] = value
        }
    }
}

extension ColumnValue {
    /// Reads a YAML value for a column; a text column takes the text as it is written, so that `0501234567` keeps its
    /// zero without quotes.
    fileprivate init?(reading scalar: Node.Scalar, as kind: ColumnKind?) {
        let text = scalar.string
        let isPlain = scalar.style == .plain || scalar.style == .any
        if isPlain, text == "null" || text == "~" || text.isEmpty {
            self = .null
            return
        }
        switch kind {
        case .text, .time: self = .string(text)
        case .guid:
            guard UUID(uuidString: text) != nil else { return nil }
            self = .string(text.lowercased())
        case .integer:
            guard let value = Int(text) else { return nil }
            self = .integer(value)
        case .number:
            guard let value = Double(text), value.isFinite else { return nil }
            self = .number(value)
        case .boolean:
            guard let value = Bool(text) else { return nil }
            self = .boolean(value)
        case nil:
            self = Self.guessed(text, isPlain: isPlain)
        }
    }

    /// A custom column's value: a number only if it is written exactly as a number is.
    private static func guessed(_ text: String, isPlain: Bool) -> ColumnValue {
        guard isPlain else { return .string(text) }
        if let value = Bool(text) { return .boolean(value) }
        if let value = Int(text), String(value) == text { return .integer(value) }
        return .string(text)
    }
}
