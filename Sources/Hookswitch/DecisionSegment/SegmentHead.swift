/// A segment in one word: it stands for every decision that was sealed until then.
public struct SegmentHead: Hashable, Sendable {
    /// What sets it apart from the head of an audit chain.
    private static let prefix = "decisions"

    let tenant: TenantID
    /// The segment's place in the tenant's chain.
    let number: Int64
    let hash: AuditHash

    init(tenant: TenantID, number: Int64, hash: AuditHash) {
        self.tenant = tenant
        self.number = number
        self.hash = hash
    }

    /// The heads that a line of an audit's export has: of segments that were sealed, as the installation's audit records them.
    ///
    /// It proves nothing by itself: ``AuditVerification`` does.
    public static func recorded(inAuditLine line: String) -> [SegmentHead] {
        // Most lines are others, and are not worth reading.
        guard line.contains(SealedHeadRecord.action), case .members(let members)? = try? AuditValue(json: line),
            members["action"]?.text == SealedHeadRecord.action,
            members["chain"]?.text == AuditChainID.installation.description,
            case .members(let after)? = members["after"]
        else { return [] }
        // The audit has each field under its JSON pointer.
        return after.filter { $0.key.hasPrefix("/\(SealedHeadRecord.member)/") }.sorted { $0.key < $1.key }
            .compactMap { $0.value.text.flatMap(SegmentHead.init(parsing:)) }
    }

    /// Reads ``description``; `nil` for anything else.
    public init?(parsing text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, parts[0] == Self.prefix, case .tenant(let tenant)? = AuditChainID(parsing: parts[1]),
            let number = Int64(parts[2]), number >= 1, String(number) == parts[2],
            let hash = AuditHash(parsing: parts[3])
        else { return nil }
        self.init(tenant: tenant, number: number, hash: hash)
    }
}

extension SegmentHead: CustomStringConvertible {
    /// `decisions`, tenant, number and hash with colons between them.
    public var description: String { "\(Self.prefix):\(self.tenant):\(self.number):\(self.hash)" }
}
