/// The seven steps of bringing a tenant on, in order.
enum OnboardingStep: Int, CaseIterable, Sendable {
    /// What the tenant is called.
    case tenant = 1
    /// Where its Dynamics 365 is.
    case dynamics
    /// What Hookswitch shows to Microsoft.
    case credential
    /// Whether all of that works.
    case verify
    /// Which numbers are asked about, and where their calls go.
    case pools
    /// How Enreach proves itself.
    case key
    /// A call through all of it.
    case call

    /// The step's name.
    var title: String {
        switch self {
        case .tenant: "Tenant"
        case .dynamics: "Dynamics 365"
        case .credential: "Credential"
        case .verify: "Verify"
        case .pools: "Pools"
        case .key: "Webhook key"
        case .call: "Test call"
        }
    }

    /// `3/7`, as the wizard counts.
    var count: String { "\(self.rawValue)/\(Self.allCases.count)" }
}

extension OnboardingStep: Comparable {
    /// Whether one comes before the other.
    static func < (left: OnboardingStep, right: OnboardingStep) -> Bool {
        left.rawValue < right.rawValue
    }
}
