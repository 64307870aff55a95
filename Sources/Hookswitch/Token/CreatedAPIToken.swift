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
}
