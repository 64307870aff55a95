import Hookswitch

/// The body that asks for an operator.
struct OperatorRequest: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, role, tenants, tags, issuer, subject
    }

    let name: String
    let role: String
    let tenants: [String]?
    let tags: [String]?
    let issuer: String?
    let subject: String?

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownMembers(but: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.name = try container.decode(String.self, forKey: .name)
        self.role = try container.decode(String.self, forKey: .role)
        self.tenants = try container.decodeIfPresent([String].self, forKey: .tenants)
        self.tags = try container.decodeIfPresent([String].self, forKey: .tags)
        self.issuer = try container.decodeIfPresent(String.self, forKey: .issuer)
        self.subject = try container.decodeIfPresent(String.self, forKey: .subject)
    }

    /// What is asked for.
    ///
    /// - Throws: A ``Problem`` that names each member that cannot be read.
    func order() throws(Problem) -> OperatorOrder {
        var issues: [ProblemIssue] = []
        let role = OperatorRole(rawValue: self.role)
        if role == nil { issues.append(.unknownRole) }
        let detail = "issuer and subject are given both or not at all"
        if self.issuer != nil, self.subject == nil {
            issues.append(ProblemIssue(pointer: "/subject", code: "missing_member", detail: detail))
        } else if self.issuer == nil, self.subject != nil {
            issues.append(ProblemIssue(pointer: "/issuer", code: "missing_member", detail: detail))
        }
        guard let role, issues.isEmpty else {
            let places = issues.map(\.pointer).joined(separator: " and ")
            throw Problem(.invalidRequest, "Nothing was changed: \(places) cannot be used.", issues: issues)
        }
        var identity: OperatorOrder.Identity?
        if let issuer, let subject { identity = OperatorOrder.Identity(issuer: issuer, subject: subject) }
        return OperatorOrder(name: self.name, role: role, tenants: self.tenants, tags: self.tags, identity: identity)
    }
}

extension ProblemIssue {
    /// The role is none.
    static var unknownRole: ProblemIssue {
        let names = OperatorRole.allCases.map(\.rawValue).joined(separator: ", ")
        return ProblemIssue(pointer: "/role", code: "wrong_value", detail: "it is one of \(names)")
    }
}
