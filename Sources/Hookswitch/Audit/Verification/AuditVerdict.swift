/// What came of verifying an export.
public struct AuditVerdict: Codable, Hashable, Sendable {
    /// A chain of the file.
    public struct Chain: Codable, Hashable, Sendable {
        /// Whose, as ``AuditChainID`` is written.
        public let chain: String
        /// The tenant's slug, as its records call it; `nil` of the installation's chain, and where no record in order names one.
        public let tenant: String?
        /// How many of its records, from the first, are as they should be.
        public let recordCount: Int64
        /// Its end, to be kept elsewhere and given as `--head` next time; `nil` if it has a fault or no record.
        public let head: String?
        /// When its end was signed, RFC 3339; `nil` likewise.
        public let signedAt: String?

        enum CodingKeys: String, CodingKey {
            case chain, tenant, head
            case recordCount = "record_count"
            case signedAt = "signed_at"
        }
    }

    /// The chains, in the order of the file.
    public let chains: [Chain]
    /// The first fault of each chain that has one, the first of the file first.
    public let faults: [AuditFault]

    /// Whether every record is there, unchanged, in its place and signed for.
    public var isIntact: Bool { self.faults.isEmpty }

    enum CodingKeys: String, CodingKey {
        case chains, faults
    }
}
