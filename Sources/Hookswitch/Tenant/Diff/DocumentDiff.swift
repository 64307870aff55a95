/// What differs between two documents, member by member.
public struct DocumentDiff: Hashable, Sendable {
    /// The members that name an element of a list; the first that all elements have, each its own, is taken.
    private static let names = ["number", "name"]

    /// The changes in the order of the members' names; those of one list are what went, what changed, what came, and last
    /// the list itself if its order is another.
    public private(set) var changes: [DocumentChange] = []

    /// Compares two documents.
    public init(from before: DocumentValue, to after: DocumentValue) {
        self.compare(before, after, at: "")
    }

    private mutating func compare(_ before: DocumentValue, _ after: DocumentValue, at path: String) {
        guard before != after else { return }
        switch (before, after) {
        case (.members(let old), .members(let new)):
            for name in Set(old.keys).union(new.keys).sorted() {
                self.compareAny(old[name], new[name], at: path.isEmpty ? name : path + "." + name)
            }
        case (.list(let old), .list(let new)):
            self.compare(old, new, at: path)
        default:
            self.note(path, before, after)
        }
    }

    private mutating func compareAny(_ before: DocumentValue?, _ after: DocumentValue?, at path: String) {
        if let before, let after {
            self.compare(before, after, at: path)
        } else {
            self.note(path, before, after)
        }
    }

    private mutating func compare(_ before: [DocumentValue], _ after: [DocumentValue], at path: String) {
        let pairs = Self.names.lazy.compactMap { name -> (NamedElements, NamedElements)? in
            guard let old = NamedElements(before, by: name) else { return nil }
            return NamedElements(after, by: name).map { (old, $0) }
        }
        guard let (old, new) = pairs.first else { return self.note(path, .list(before), .list(after)) }

        for name in old.order where new.elements[name] == nil {
            self.note("\(path)[\(name)]", old.elements[name], nil)
        }
        for name in new.order {
            self.compareAny(old.elements[name], new.elements[name], at: "\(path)[\(name)]")
        }
        // New elements at the end move nothing; of rules it matters which comes first.
        let expected = old.order.filter { new.elements[$0] != nil } + new.order.filter { old.elements[$0] == nil }
        guard new.order != expected else { return }
        self.note(path, .list(old.order.map { .text($0) }), .list(new.order.map { .text($0) }))
    }

    private mutating func note(_ path: String, _ before: DocumentValue?, _ after: DocumentValue?) {
        guard before != after else { return }
        self.changes.append(DocumentChange(path: path, before: before, after: after))
    }

    /// The elements of a list that have a name each.
    private struct NamedElements {
        let order: [String]
        let elements: [String: DocumentValue]

        /// - Returns: `nil` if an element lacks the member, or shares it with another.
        init?(_ list: [DocumentValue], by member: String) {
            var order: [String] = []
            var elements: [String: DocumentValue] = [:]
            for element in list {
                guard case .text(let name)? = element[member], elements.updateValue(element, forKey: name) == nil else {
                    return nil
                }
                order.append(name)
            }
            self.order = order
            self.elements = elements
        }
    }
}
