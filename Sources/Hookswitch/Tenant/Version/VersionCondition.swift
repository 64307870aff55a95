/// Which version of a tenant's document a change is meant for: what `If-Match` says.
public enum VersionCondition: Hashable, Sendable {
    /// Whichever is there.
    case any
    /// One of these.
    case among(Set<Int32>)

    /// Whether a version is one that the change is meant for.
    func holds(for version: Int32) -> Bool {
        switch self {
        case .any: true
        case .among(let versions): versions.contains(version)
        }
    }

    /// The version, if it is meant for exactly one.
    var only: Int32? {
        if case .among(let versions) = self, versions.count == 1 { versions.first } else { nil }
    }
}
