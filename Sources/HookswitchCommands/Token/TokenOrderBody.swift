import Foundation
import Hookswitch

/// What the server is asked when it is to make a token.
struct TokenOrderBody: Encodable {
    enum CodingKeys: String, CodingKey {
        case name, role, tenants, tags
        case expiresAt = "expires_at"
    }

    let name: String
    let role: OperatorRole
    let tenants: [String]?
    let tags: [String]?
    /// RFC 3339.
    let expiresAt: String?

    init(_ order: APITokenOrder) {
        self.name = order.name
        self.role = order.role
        self.tenants = order.tenants
        self.tags = order.tags
        self.expiresAt = order.expiresAt?.formatted(.iso8601)
    }

    /// The body in JSON.
    func json() throws -> String {
        String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
    }
}
