/// What the server is for.
public enum DeploymentEnvironment: String, CaseIterable, Sendable {
    /// A laptop or a test, where `egress.allow` may name a simulator.
    case development

    /// Real tenants: `egress.allow` is refused.
    case production
}
