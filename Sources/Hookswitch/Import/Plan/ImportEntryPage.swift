/// One page of the list of planned imports.
public struct ImportEntryPage: Hashable, Sendable {
    /// The imports, newest first.
    public let data: [ImportEntry]
    /// Where the next page begins; `nil` on the last.
    public let next: String?
}
