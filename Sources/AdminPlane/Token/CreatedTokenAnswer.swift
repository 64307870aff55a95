import Hookswitch
import Routing

/// A token just made: the one answer that has its value.
struct CreatedTokenAnswer: Encodable {
    enum CodingKeys: String, CodingKey {
        case id, name, role, tenants, tags, value, hint
        case operatorID = "operator_id"
        case madeBy = "made_by"
        case createdAt = "created_at"
        case expiresAt = "expires_at"
    }

    let id: String
    let name: String
    let role: OperatorRole
    let tenants: [String]?
    let tags: [String]?
    let operatorID: String?
    let madeBy: String?
    let value: String
    let hint: String?
    let createdAt: String
    let expiresAt: String?

    init(_ created: CreatedAPIToken) {
        self.id = created.view.id
        self.name = created.view.name
        self.role = created.view.role
        self.tenants = created.view.tenants
        self.tags = created.view.tags
        self.operatorID = created.view.operatorID
        self.madeBy = created.view.madeBy
        self.value = created.value.reveal()
        self.hint = created.view.hint
        self.createdAt = created.view.createdAt
        self.expiresAt = created.view.expiresAt
    }
}
