/// One page of the rows of a planned import.
public struct ImportItemPage: Hashable, Sendable {
    /// The rows, in the order of the file.
    public let data: [ImportItemView]
    /// Where the next page begins; `nil` on the last.
    public let next: Int32?
}
