/// One page of the list of erasures.
public struct ErasurePage: Codable, Hashable, Sendable {
    /// The erasures, newest first.
    public let data: [ErasureView]
    /// Where the next page begins; `nil` on the last.
    public let next: String?
}
