/// What a change is meant for, as its maker saw it: a document by its version, or a tenant with all that belongs to it, its note
/// among that, by its revision besides.
public struct SeenVersion: Hashable, Sendable {
    /// The version of the document.
    public let version: Int32
    /// The revision of the tenant; `nil` if the document alone was seen.
    public let revision: Int64?

    /// A document's version, or a tenant's with its revision.
    public init(_ version: Int32, revision: Int64? = nil) {
        self.version = version
        self.revision = revision
    }
}
