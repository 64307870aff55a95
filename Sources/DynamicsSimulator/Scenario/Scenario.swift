/// The Microsoft cloud that a simulator plays: Entra tenants with their applications, and Dataverse environments.
///
/// A scenario is read from YAML with ``init(yaml:)`` or built in Swift; what is not given has a usual value.
public struct Scenario: Sendable, Hashable {
    /// Entra ID ends an app-only token after 60 to 90 minutes; its answers usually say 3599 seconds.
    public static let usualTokenLifetimeSeconds = 3599

    /// The Entra tenants.
    public var entraTenants: [EntraTenant]
    /// The Dataverse environments.
    public var environments: [DataverseEnvironment]
    /// The name of the environment that answers for a host which no environment names; none means 404.
    public var defaultEnvironment: String?
    /// How long an access token works, in simulated seconds.
    public var tokenLifetimeSeconds: Int
    /// Token requests that one application may make in five simulated minutes before Entra answers AADSTS50196;
    /// none means that Entra never does.
    public var loopDetectionCount: Int?

    /// A scenario with these tenants and environments.
    public init(
        entraTenants: [EntraTenant],
        environments: [DataverseEnvironment],
        defaultEnvironment: String? = nil,
        tokenLifetimeSeconds: Int = Scenario.usualTokenLifetimeSeconds,
        loopDetectionCount: Int? = nil
    ) {
        self.entraTenants = entraTenants
        self.environments = environments
        self.defaultEnvironment = defaultEnvironment
        self.tokenLifetimeSeconds = tokenLifetimeSeconds
        self.loopDetectionCount = loopDetectionCount
    }
}
