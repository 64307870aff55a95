/// The end of a chain: it stands for every record up to it.
public struct AuditHead: Hashable, Sendable {
    /// Whose chain.
    public let chain: AuditChainID
    /// The last record's place, from 1.
    public let sequence: Int64
    /// The last record's hash.
    public let hash: AuditHash

    init(chain: AuditChainID, sequence: Int64, hash: AuditHash) {
        self.chain = chain
        self.sequence = sequence
        self.hash = hash
    }

    /// Reads ``description``; `nil` for anything else.
    public init?(parsing text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let chain = AuditChainID(parsing: parts[0]),
            let sequence = Int64(parts[1]), sequence >= 1, String(sequence) == parts[1],
            let hash = AuditHash(parsing: parts[2])
        else { return nil }
        self.init(chain: chain, sequence: sequence, hash: hash)
    }
}

extension AuditHead {
    /// Reads the signed head that is a line of an export; `nil` for any other line. Nobody's signature is looked at.
    public init?(exportLine line: String) {
        guard let value = try? AuditValue(json: line), case .members(let members) = value,
            members["type"]?.text == SignedAuditHead.lineType, let signed = try? SignedAuditHead(members: members)
        else { return nil }
        self = signed.head
    }
}

extension AuditHead: CustomStringConvertible {
    /// The head in one word, to be kept elsewhere: chain, place and hash with colons between them.
    public var description: String { "\(self.chain):\(self.sequence):\(self.hash)" }
}
