public import Foundation

/// Who made a change.
public enum AuditActor: Hashable, Sendable {
    /// An operator, by the token that proved it; its name is not unique, its identity is. Records from before chains
    /// have no identity.
    case token(UUID?, name: String)
    /// An operator who signed in, by their own identity.
    case `operator`(UUID?, name: String)
    /// Somebody at the machine itself, by the name of its user.
    case local(String)

    /// Whoever runs this process.
    public static var processOwner: AuditActor {
        .local(NSUserName())
    }

    /// Reads the two columns that Postgres keeps.
    init(text: String, tokenID: UUID?) {
        let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let name = parts.count > 1 ? parts[1] : ""
        switch parts.first {
        case "local": self = .local(name)
        case "operator": self = .operator(tokenID, name: name)
        default: self = .token(tokenID, name: name)
        }
    }

    /// `token`, `operator` or `local`.
    var kind: String {
        switch self {
        case .token: "token"
        case .operator: "operator"
        case .local: "local"
        }
    }

    /// The token's name, the operator's, or the user's.
    var name: String {
        switch self {
        case .token(_, let name), .operator(_, let name), .local(let name): name
        }
    }

    /// The identity of the token, or of the operator.
    var tokenID: UUID? {
        switch self {
        case .token(let id, _), .operator(let id, _): id
        case .local: nil
        }
    }

    /// Both as one text, such as `token liisa`.
    var text: String { self.kind + " " + self.name }
}
