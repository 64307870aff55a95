/// Whether a tenant is to be made or to be replaced: what `If-None-Match` and `If-Match` say.
public enum PutCondition: Hashable, Sendable {
    /// There is none yet.
    case absent
    /// There is one, of a version.
    case present(VersionCondition)
}
