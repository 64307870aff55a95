import Hookswitch
import Routing

/// A token just made, as the server answers and `-o json` prints it; as a table only the value is.
struct IssuedToken: Codable {
    private enum CodingKeys: String, CodingKey {
        case id, name, role, tenants, tags, value
        case expiresAt = "expires_at"
    }

    let id: String
    let name: String
    let role: OperatorRole
    let tenants: [String]?
    let tags: [String]?
    let value: String
    let expiresAt: String?

    init(_ created: CreatedAPIToken) {
        self.id = created.view.id
        self.name = created.view.name
        self.role = created.view.role
        self.tenants = created.view.tenants
        self.tags = created.view.tags
        self.value = created.value.reveal()
        self.expiresAt = created.view.expiresAt
    }
}
