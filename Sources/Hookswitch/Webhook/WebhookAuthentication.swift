/// How a tenant's webhook calls prove themselves.
public enum WebhookAuthentication: String, CaseIterable, Hashable, Sendable {
    /// The header `X-Benemen-APIKey`.
    case apiKey
    /// HTTP Basic.
    case basic
    /// Nothing but the path; an operator must ask for this by name.
    case none
}
