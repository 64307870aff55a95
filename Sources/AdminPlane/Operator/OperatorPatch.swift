import Hookswitch

/// The body that changes an operator: JSON Merge Patch's way (RFC 7396), so what is left out stays, and `null` takes that half of
/// a restriction away.
struct OperatorPatch: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, role, tenants, tags
    }

    let name: String?
    let role: String?
    let tenants: OperatorChange.Restriction
    let tags: OperatorChange.Restriction

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownMembers(but: CodingKeys.self, nullable: ["tags", "tenants"])
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.name = try container.contains(.name) ? container.decode(String.self, forKey: .name) : nil
        self.role = try container.contains(.role) ? container.decode(String.self, forKey: .role) : nil
        self.tenants = try Self.restriction(.tenants, in: container)
        self.tags = try Self.restriction(.tags, in: container)
    }

    private static func restriction(
        _ key: CodingKeys,
        in container: KeyedDecodingContainer<CodingKeys>
    ) throws -> OperatorChange.Restriction {
        guard container.contains(key) else { return .kept }
        return try container.decodeIfPresent([String].self, forKey: key).map { .only($0) } ?? .lifted
    }

    /// What is to change.
    ///
    /// - Throws: A ``Problem`` if the role is none.
    func change() throws(Problem) -> OperatorChange {
        let role = self.role.map { OperatorRole(rawValue: $0) }
        if let role, role == nil {
            throw Problem(.invalidRequest, "Nothing was changed: /role cannot be used.", issues: [.unknownRole])
        }
        return OperatorChange(name: self.name, role: role ?? nil, tenants: self.tenants, tags: self.tags)
    }
}
