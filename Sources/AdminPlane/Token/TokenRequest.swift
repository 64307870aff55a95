import Foundation
import Hookswitch

/// The body that asks for a token.
struct TokenRequest: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, role, tenants, tags
        case expiresAt = "expires_at"
    }

    let name: String
    let role: String
    let tenants: [String]?
    let tags: [String]?
    let expiresAt: String?

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownMembers(but: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.name = try container.decode(String.self, forKey: .name)
        self.role = try container.decode(String.self, forKey: .role)
        self.tenants = try container.decodeIfPresent([String].self, forKey: .tenants)
        self.tags = try container.decodeIfPresent([String].self, forKey: .tags)
        self.expiresAt = try container.decodeIfPresent(String.self, forKey: .expiresAt)
    }

    /// What is asked for.
    ///
    /// - Throws: A ``Problem`` that names each member that cannot be read.
    func order() throws(Problem) -> APITokenOrder {
        var issues: [ProblemIssue] = []
        let role = OperatorRole(rawValue: self.role)
        if role == nil {
            let names = OperatorRole.allCases.map(\.rawValue).joined(separator: ", ")
            issues.append(ProblemIssue(pointer: "/role", code: "wrong_value", detail: "it is one of \(names)"))
        }
        let expiresAt = self.expiresAt.flatMap(Self.moment)
        if self.expiresAt != nil, expiresAt == nil {
            let detail = "it is a time as RFC 3339 has it, such as 2027-05-01T00:00:00Z"
            issues.append(ProblemIssue(pointer: "/expires_at", code: "wrong_value", detail: detail))
        }
        guard let role, issues.isEmpty else {
            let places = issues.map(\.pointer).joined(separator: " and ")
            throw Problem(.invalidRequest, "The token was not made: \(places) cannot be used.", issues: issues)
        }
        return APITokenOrder(
            name: self.name,
            role: role,
            tenants: self.tenants,
            tags: self.tags,
            expiresAt: expiresAt
        )
    }

    /// Either form of RFC 3339: with a fraction of seconds, and without.
    private static func moment(_ text: String) -> Date? {
        for hasFraction in [false, true] {
            if let date = try? Date.ISO8601FormatStyle(includingFractionalSeconds: hasFraction).parse(text) {
                return date
            }
        }
        return nil
    }
}
