import Hookswitch

extension DocumentValue {
    /// The value below some names; `nil` if there is none.
    func value(at path: String...) -> DocumentValue? {
        path.reduce(self as DocumentValue?) { value, name in
            guard case .members(let members)? = value else { return nil }
            return members[name]
        }
    }

    /// The text, if it is one.
    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The elements, if it is a list; else none.
    var elements: [DocumentValue] {
        if case .list(let elements) = self { elements } else { [] }
    }

    /// The same value with another in one place, whose parents are made if they are missing.
    func replacing(_ path: [String], with value: DocumentValue) -> DocumentValue {
        guard let first = path.first else { return value }
        var members: [String: DocumentValue] = [:]
        if case .members(let found) = self { members = found }
        members[first] = (members[first] ?? .members([:])).replacing(Array(path.dropFirst()), with: value)
        return .members(members)
    }

    /// The value as JSON.
    var jsonText: String {
        get throws { try CommandOutput.json(self, isCompact: true) }
    }
}
