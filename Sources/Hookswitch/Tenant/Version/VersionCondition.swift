/// Which version of a tenant's document, or of an operator, a change is meant for: what `If-Match` says.
public enum VersionCondition: Hashable, Sendable {
    /// Whichever is there.
    case any
    /// One of these.
    case among(Set<SeenVersion>)

    /// Whether a version is one that the change is meant for. Of a document nothing but its version counts.
    func holds(for version: Int32) -> Bool {
        switch self {
        case .any: true
        case .among(let seen): seen.contains { $0.version == version }
        }
    }

    /// Whether a tenant is as one saw it for whom the change is meant. Who saw the document alone vouches for no more than that.
    func holds(for version: Int32, revision: Int64) -> Bool {
        switch self {
        case .any: true
        case .among(let seen): seen.contains { $0.version == version && ($0.revision ?? revision) == revision }
        }
    }

    /// The version, if it is meant for exactly one.
    var only: Int32? {
        if case .among(let seen) = self, seen.count == 1 { seen.first?.version } else { nil }
    }
}
