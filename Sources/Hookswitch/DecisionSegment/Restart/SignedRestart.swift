import Postgres

/// A restart with the server's signature.
struct SignedRestart: Hashable, Sendable {
    /// The kind of line in an export.
    static let lineType = "restart"
    /// What the signed bytes begin with.
    private static let domain = Array("hookswitch decision restart seal 1\n".utf8)
    private static let names = [
        "type", "tenant_id", "segment", "previous_hash", "restarted_at", "reason", "hash", "key_id", "signature",
    ]

    let restart: SegmentRestart
    /// The hash that is said to be the restart's.
    let hash: AuditHash
    /// The name of the public key: ``AuditPublicKey/id``.
    let keyID: String
    /// Ed25519 (RFC 8032), 64 bytes.
    let signature: [UInt8]

    /// Whether its hash is its own.
    var isIntact: Bool { self.hash == self.restart.hash }

    /// The bytes that are signed: the domain `hookswitch decision restart seal 1` and a line feed, and the hash, 32 bytes.
    private static func message(_ hash: AuditHash) -> [UInt8] {
        var form = CanonicalForm(Self.domain)
        form.append(bytes: hash.bytes)
        return form.bytes
    }

    /// Whether it is this key's signature.
    func isSigned(by key: AuditPublicKey) -> Bool {
        key.isSignature(self.signature, of: Self.message(self.hash))
    }
}

extension SignedRestart {
    /// Signs a restart.
    init(_ restart: SegmentRestart, with key: AuditSigningKey) throws {
        self.restart = restart
        self.hash = restart.hash
        self.keyID = key.publicKey.id
        self.signature = try key.signature(of: Self.message(restart.hash))
    }

    /// The columns that ``init(_:of:)`` reads, of `decision_restart AS r`.
    static let columns: Query =
        "r.number, r.previous_hash, r.restarted_at, r.reason, r.hash, r.key_id, r.signature"

    init(_ row: Row, of tenant: TenantID) throws {
        self.restart = SegmentRestart(
            tenant: tenant,
            number: try row.decode("number"),
            previousHash: AuditHash(try row.decode("previous_hash", as: [UInt8].self)),
            restartedAt: try row.decode("restarted_at"),
            reason: try row.decode("reason")
        )
        self.hash = AuditHash(try row.decode("hash", as: [UInt8].self))
        self.keyID = try row.decode("key_id")
        self.signature = try row.decode("signature")
    }

    /// The restart as a line of an export has it.
    var members: [String: AuditValue] {
        [
            "type": .text(Self.lineType),
            "tenant_id": .text(self.restart.tenant.description),
            "segment": .integer(self.restart.number),
            "previous_hash": .text(self.restart.previousHash.description),
            "restarted_at": .text(self.restart.restartedAt.exactText),
            "reason": .text(self.restart.reason),
            "hash": .text(self.hash.description),
            "key_id": .text(self.keyID),
            "signature": .text(Hexadecimal.encode(self.signature)),
        ]
    }

    /// Reads ``members``, strictly.
    init(members: [String: AuditValue]) throws(AuditLineError) {
        for name in members.keys.sorted() where !Self.names.contains(name) { throw .unknown(name) }
        self.restart = SegmentRestart(
            tenant: try AuditLineError.read("tenant_id", members) { value -> TenantID? in
                guard case .tenant(let id)? = value.text.flatMap(AuditChainID.init(parsing:)) else { return nil }
                return id
            },
            number: try AuditLineError.read("segment", members) { $0.integer },
            previousHash: try AuditLineError.read("previous_hash", members) {
                $0.text.flatMap(AuditHash.init(parsing:))
            },
            restartedAt: try AuditLineError.read("restarted_at", members) {
                $0.text.flatMap(Moment.init(exactText:))
            },
            reason: try AuditLineError.read("reason", members) { $0.text }
        )
        self.hash = try AuditLineError.read("hash", members) { $0.text.flatMap(AuditHash.init(parsing:)) }
        self.keyID = try AuditLineError.read("key_id", members) { $0.text }
        self.signature = try AuditLineError.read("signature", members) { $0.text.flatMap(Hexadecimal.decode) }
    }
}
