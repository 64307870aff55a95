/// A thing by its fields: each leaf under its JSON pointer (RFC 6901), such as `/pools/0/name`.
struct AuditFields: Hashable, Sendable {
    /// The leaves. An empty list or object is a leaf, too.
    private(set) var leaves: [String: AuditValue] = [:]

    /// Takes a thing apart; `nil` has no fields.
    init(of value: AuditValue?) {
        if let value { self.take(value, at: "") }
    }

    /// What differs between two states of a thing.
    ///
    /// - Returns: Of each state the fields that the other lacks or has otherwise; `nil` where there are none.
    static func difference(before: AuditValue?, after: AuditValue?) -> (before: AuditValue?, after: AuditValue?) {
        let old = AuditFields(of: before).leaves
        let new = AuditFields(of: after).leaves
        let gone = old.filter { new[$0.key] != $0.value }
        let come = new.filter { old[$0.key] != $0.value }
        return (gone.isEmpty ? nil : .members(gone), come.isEmpty ? nil : .members(come))
    }

    private mutating func take(_ value: AuditValue, at pointer: String) {
        switch value {
        case .members(let members) where !members.isEmpty:
            for (name, member) in members { self.take(member, at: pointer + "/" + Self.escaped(name)) }
        case .list(let elements) where !elements.isEmpty:
            for (index, element) in elements.enumerated() { self.take(element, at: pointer + "/\(index)") }
        default:
            self.leaves[pointer] = value
        }
    }

    private static func escaped(_ name: String) -> String {
        name.replacing("~", with: "~0").replacing("/", with: "~1")
    }
}
