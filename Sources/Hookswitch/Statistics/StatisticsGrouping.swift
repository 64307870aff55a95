/// What tells the numbers of one bucket apart.
public enum StatisticsGrouping: String, CaseIterable, Codable, Hashable, Sendable {
    /// What became of the calls.
    case outcome
    /// The pool's number.
    case pool
    /// The tenant's slug.
    case tenant
}
