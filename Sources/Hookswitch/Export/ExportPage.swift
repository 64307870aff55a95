/// A part of a file of tenants.
public struct ExportPage: Hashable, Sendable {
    /// The part.
    public let text: String
    /// Where the next part begins; `nil` after the last.
    public let next: String?
}
