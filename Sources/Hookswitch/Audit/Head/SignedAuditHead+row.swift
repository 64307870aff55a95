import Postgres

extension SignedAuditHead {
    /// The columns of `audit_head_signature` that ``init(_:of:)`` reads.
    static let columns: Query = "sequence, hash, signed_at, key_id, signature"

    /// Reads a row.
    init(_ row: Row, of chain: AuditChainID) throws {
        self.init(
            head: AuditHead(
                chain: chain,
                sequence: try row.decode("sequence", as: Int64.self),
                hash: AuditHash(try row.decode("hash", as: [UInt8].self))
            ),
            signedAt: try row.decode("signed_at", as: Moment.self),
            keyID: try row.decode("key_id", as: String.self),
            signature: try row.decode("signature", as: [UInt8].self)
        )
    }
}
