/// A version of a tenant's document, with the document.
public struct TenantVersionDocument: Codable, Hashable, Sendable {
    /// The version, from 1.
    public let version: Int32
    /// When it was made, RFC 3339.
    public let createdAt: String
    /// Who made it; `nil` if that was not written down.
    public let actor: String?
    /// The document as it was applied, without its credential.
    public let document: DocumentValue

    enum CodingKeys: String, CodingKey {
        case version, actor, document
        case createdAt = "created_at"
    }
}
