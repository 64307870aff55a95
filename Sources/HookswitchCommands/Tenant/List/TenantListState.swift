import Hookswitch

/// What the column STATE of the list of tenants says.
enum TenantListState: String, CaseIterable, Sendable {
    /// Its calls are routed.
    case active
    /// Its calls take their default route, by an operator's wish.
    case suspended
    /// It is being brought on: nobody has called yet.
    case onboarding

    /// What the server knows of it.
    var status: TenantStatus { self == .suspended ? .suspended : .active }

    /// Whether a tenant is in the state.
    func holds(_ tenant: TenantView) -> Bool {
        guard tenant.status == self.status else { return false }
        switch self {
        case .suspended: return true
        case .onboarding: return tenant.onboarding?.isUnderWay ?? false
        case .active: return !(tenant.onboarding?.isUnderWay ?? false)
        }
    }
}
