/// What is wrong with an export, and where it is wrong first.
public struct AuditFault: Codable, Hashable, Sendable {
    /// The kinds of fault: a closed list.
    public enum Kind: String, CaseIterable, Codable, Hashable, Sendable {
        /// A line is not one that an export writes.
        case unreadable
        /// A record does not have the hash that it says.
        case edited
        /// Records are not there, and later ones are.
        case missing
        /// A record stands where none belongs.
        case inserted
        /// Records are all there, in another order.
        case swapped
        /// Records were written anew with hashes that fit: what was signed or saved is another history.
        case rewritten
        /// The end is not there: what was signed or saved goes further.
        case cut
        /// No signature covers these records.
        case unsigned
        /// A head's signature is not the key's.
        case wrongSignature = "wrong_signature"
        /// A head is signed with a key that was not given.
        case unknownKey = "unknown_key"
    }

    /// What is wrong.
    public let kind: Kind
    /// Whose chain, as ``AuditChainID`` is written; `nil` if nothing readable came before.
    public let chain: String?
    /// The first bad record's place in the chain; `nil` if a head is bad and no record.
    public let sequence: Int64?
    /// The last record that may be bad, where it is certain only that one of several is.
    public let lastSequence: Int64?
    /// The line of the file, from 1, where it shows.
    public let line: Int?
    /// The finding as a sentence.
    public let detail: String

    enum CodingKeys: String, CodingKey {
        case kind, chain, sequence, line, detail
        case lastSequence = "last_sequence"
    }

    init(_ kind: Kind, in chain: AuditChainID?, rows: ClosedRange<Int64>?, line: Int?, _ detail: String) {
        self.kind = kind
        self.chain = chain?.description
        self.sequence = rows?.lowerBound
        self.lastSequence = rows.flatMap { $0.upperBound > $0.lowerBound ? $0.upperBound : nil }
        self.line = line
        self.detail = detail
    }
}
