public import Foundation
public import Routing

/// A token just made. Its value is shown this once: only its digest is kept.
public struct CreatedAPIToken: Sendable {
    /// The token's identity.
    public let id: UUID
    /// The token's name.
    public let name: String
    /// What to send as `Authorization: Bearer`.
    public let value: Secret
    /// The token as lists show it.
    public let view: APITokenView

    /// What its making changed, or would: all but what is drawn when it is made.
    public var changes: [DocumentChange] {
        var members: [String: DocumentValue] = ["name": .text(self.view.name), "role": .text(self.view.role.rawValue)]
        members["tenants"] = self.view.tenants.map { .list($0.map { .text($0) }) }
        members["tags"] = self.view.tags.map { .list($0.map { .text($0) }) }
        members["expires_at"] = self.view.expiresAt.map { .text($0) }
        return [DocumentChange(path: "tokens[new]", before: nil, after: .members(members))]
    }
}
