/// How long and how many callers are remembered.
public struct CallerCacheLimits: Hashable, Sendable {
    /// How long a caller found is remembered: a customer called back within minutes is the common case.
    public var positiveDuration: Duration = .seconds(300)
    /// How long a caller not found is: short, for it is by a new entry in the CRM that people try it out.
    public var negativeDuration: Duration = .seconds(30)
    /// Callers of one tenant, at about 200 bytes each.
    public var maximumTenantCount = 20_000
    /// Callers of all tenants together.
    public var maximumTotalCount = 500_000

    /// The longest time for which a caller is remembered.
    var longestDuration: Duration {
        max(self.positiveDuration, self.negativeDuration)
    }

    /// The defaults.
    public init() {}
}
