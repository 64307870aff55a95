import Hookswitch

/// The body that changes an operator: JSON Merge Patch's way (RFC 7396), so what is left out stays, and `null` takes a restriction
/// away.
struct OperatorPatch: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, role, tenants, tags
    }

    let name: String?
    let role: String?
    let restriction: OperatorChange.Restriction?

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownMembers(but: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.name = try container.contains(.name) ? container.decode(String.self, forKey: .name) : nil
        self.role = try container.contains(.role) ? container.decode(String.self, forKey: .role) : nil
        guard container.contains(.tenants) || container.contains(.tags) else {
            self.restriction = nil
            return
        }
        self.restriction = OperatorChange.Restriction(
            tenants: try container.decodeIfPresent([String].self, forKey: .tenants),
            tags: try container.decodeIfPresent([String].self, forKey: .tags)
        )
    }

    /// What is to change.
    ///
    /// - Throws: A ``Problem`` if the role is none.
    func change() throws(Problem) -> OperatorChange {
        let role = self.role.map { OperatorRole(rawValue: $0) }
        if let role, role == nil {
            throw Problem(.invalidRequest, "Nothing was changed: /role cannot be used.", issues: [.unknownRole])
        }
        return OperatorChange(name: self.name, role: role ?? nil, restriction: self.restriction)
    }
}
