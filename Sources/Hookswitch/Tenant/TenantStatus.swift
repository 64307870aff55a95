/// Whether a tenant's calls are routed.
public enum TenantStatus: String, CaseIterable, Codable, Hashable, Sendable {
    /// They are.
    case active
    /// They take the default route, by an operator's wish.
    case suspended
}
