/// What the server's own check of a chain came to.
///
/// It is as honest as the server is: whoever has server and database can write history anew. An export that is verified elsewhere,
/// with the public key and heads that were kept there, is the proof.
public struct AuditChainCheck: Codable, Hashable, Sendable {
    /// Whose chain, as ``AuditChainID`` is written.
    public let chain: String
    /// The tenant's slug; `nil` of the installation, and of a tenant that is gone.
    public let tenant: String?
    /// Whether no fault was found in what was read.
    public let isIntact: Bool
    /// Whether all of it was read: a chain that is too long for one request is read from its beginning as far as it goes.
    public let isComplete: Bool
    /// How many records it has.
    public let recordCount: Int64
    /// How many of them, from the first, were read and are as they should be.
    public let checkedCount: Int64
    /// Its end, to be kept elsewhere; `nil` if it has a fault or no record, or was not read to its end.
    public let head: String?
    /// The first fault; `nil` if there is none.
    public let fault: AuditFault?

    enum CodingKeys: String, CodingKey {
        case chain, tenant, head, fault
        case isIntact = "intact"
        case isComplete = "complete"
        case recordCount = "record_count"
        case checkedCount = "checked_count"
    }
}
