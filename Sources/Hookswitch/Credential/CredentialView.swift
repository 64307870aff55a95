/// A credential as the admin API and the command line show it: never its value.
public struct CredentialView: Codable, Hashable, Sendable {
    /// How far a credential is.
    public enum State: String, CaseIterable, Codable, Hashable, Sendable {
        /// It is shown to Microsoft.
        case active
        /// Another took its place.
        case retired
    }

    /// The identity, `cre_…`.
    public let id: String
    /// The slug of the tenant whose it is.
    public let tenant: String
    /// `secret`: a client secret.
    public let kind: String
    /// How far it is.
    public let state: State
    /// The Entra tenant.
    public let entraTenant: String
    /// The application's (client) id.
    public let clientID: String
    /// Tells whether two secrets of a tenant are the same, and nothing else of them.
    public let fingerprint: String
    /// How the value begins, as Entra's list of secrets shows it; `nil` if it was not kept, or is too short to be told.
    public let hint: String?
    /// How many characters the value has; `nil` if it was not kept.
    public let length: Int?
    /// When Entra stops accepting it, RFC 3339; `nil` if unknown.
    public let expiresAt: String?
    /// `known` or `unknown`.
    public let expiry: String
    /// When it was entered, RFC 3339.
    public let createdAt: String

    enum CodingKeys: String, CodingKey {
        case id, tenant, kind, state, fingerprint, hint, length, expiry
        case entraTenant = "entra_tenant"
        case clientID = "client_id"
        case expiresAt = "expires_at"
        case createdAt = "created_at"
    }
}
