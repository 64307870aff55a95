/// What can be said of each tenant of a list besides. Either reads calls, and costs more than all else of the list.
public enum TenantExpansion: String, CaseIterable, Hashable, Sendable {
    /// How many calls it had.
    case activity
    /// How far it is brought on.
    case onboarding
}
