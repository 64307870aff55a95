/// A tenant's document as it is given out: without its secret.
public struct ExportedDocument: Hashable, Sendable {
    /// The document in JSON.
    public let json: String
    /// Its version.
    public let version: Int32
}
