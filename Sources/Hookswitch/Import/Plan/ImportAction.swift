/// What a row of an import would do.
public enum ImportAction: String, CaseIterable, Codable, Hashable, Sendable {
    /// Make a tenant.
    case create
    /// Change a tenant.
    case change
    /// Nothing: the tenant is so already.
    case same
    /// Nothing: the row is refused.
    case invalid
}
