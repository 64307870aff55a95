import Foundation

/// What an access token stands for.
struct TokenGrant: Sendable, Hashable {
    let clientID: String
    let entraTenantID: String
    /// The environment's name.
    let environment: String
    let expiresAt: Date
}
