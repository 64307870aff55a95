import Hookswitch

/// What differs between the routings of two versions.
struct RoutingDifference: Encodable, Sendable {
    /// Whose they are.
    let slug: String
    /// The older version; 0 is before the first.
    let from: Int32
    /// The newer version.
    let to: Int32
    /// Each member that differs.
    let changes: [DocumentChange]
}
