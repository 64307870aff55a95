extension JSONValue {
    /// The value that a merge patch makes of this one: RFC 7396, 2.
    func merged(with patch: JSONValue) -> JSONValue {
        guard case .members(let changes) = patch else { return patch }
        var members: [String: JSONValue] = [:]
        if case .members(let own) = self { members = own }
        for (name, change) in changes {
            members[name] = change == .null ? nil : (members[name] ?? .null).merged(with: change)
        }
        return .members(members)
    }
}
