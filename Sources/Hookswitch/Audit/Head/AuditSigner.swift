import Foundation
import Logging
import Postgres

/// Signs the ends of chains that have grown since they were last signed.
struct AuditSigner: Sendable {
    /// The advisory lock's number: "hookaudi" in ASCII, so that it meets no other program's.
    private static let lock: Int64 = 0x686f_6f6b_6175_6469
    /// How many chains are signed in one transaction.
    private static let batchSize = 200
    /// How many records are read at once to see that they follow from what was signed before.
    private static let pageSize = 500

    private let database: Database
    private let key: AuditSigningKey
    /// Of every key of the ring, by its name: what earlier heads were signed with.
    let publicKeys: [String: AuditPublicKey]
    /// What this server has seen signed since it started.
    let seen = SignedHeadMemory()
    private let now: @Sendable () -> Moment
    private let logger: Logger

    /// Makes a signer.
    ///
    /// - Throws: What the library says if a key cannot be derived from the key ring.
    init(
        database: Database,
        keyRing: KeyRing,
        logger: Logger,
        now: @escaping @Sendable () -> Moment = { .now() }
    ) throws {
        guard let key = keyRing.keys.first else { throw SealError.unknownKey("") }
        self.database = database
        self.key = try AuditSigningKey(derivedFrom: key)
        let publicKeys = try keyRing.keys.map { try AuditSigningKey(derivedFrom: $0).publicKey }
        self.publicKeys = Dictionary(publicKeys.map { ($0.id, $0) }) { first, _ in first }
        self.logger = logger
        self.now = now
    }

    /// Gives their places to records that have none, and signs what has grown.
    ///
    /// One server does it at a time; the others wait, and then find nothing to do.
    ///
    /// - Parameter chain: Only this one; `nil` is all.
    /// - Returns: The chains that are broken and so were not signed.
    @discardableResult
    func runOnce(_ chain: AuditChainID? = nil) async throws -> Set<AuditChainID> {
        try await self.adopt(chain)
        var broken: Set<AuditChainID> = []
        var last: UUID?
        repeat {
            let after = last
            let batch = try await self.database.inFleet { transaction in
                try await self.signBatch(chain, after: after, in: transaction)
            }
            // Only what is committed was signed.
            self.seen.remember(batch.signed)
            broken.formUnion(batch.broken)
            last = batch.last
        } while last != nil
        return broken
    }

    /// Records of tenants that have not changed since there are chains.
    private func adopt(_ chain: AuditChainID?) async throws {
        var condition: Query = "sequence IS NULL"
        if let chain { condition.append(" AND tenant_id = \(chain.uuid)" as Query) }
        let query: Query = "SELECT DISTINCT tenant_id FROM hookswitch.audit_record WHERE \(condition)"
        let tenants = try await self.database.inFleet { transaction in
            try await transaction.query(query).map { TenantID(try $0.decode("tenant_id", as: UUID.self)) }
        }
        for tenant in tenants {
            // The server's own work, which no operator asked for: it adds a record's place and reads nothing out.
            let scope = TenantScope(authenticated: tenant)
            try await self.database.inTenant(scope) { transaction in
                try await AuditChain(id: .tenant(tenant)).adopt(in: transaction)
            }
        }
    }

    /// Some chains, gone through.
    private struct Batch {
        var broken: Set<AuditChainID> = []
        var signed: [AuditHead] = []
        /// The last tenant; `nil` if there are no more.
        var last: UUID?
    }

    private func signBatch(_ chain: AuditChainID?, after: UUID?, in transaction: Transaction) async throws -> Batch {
        _ = try await transaction.query("SELECT pg_advisory_xact_lock(\(Self.lock))")
        var query: Query = """
            SELECT c.tenant_id, c.sequence, c.hash FROM hookswitch.audit_chain AS c
            WHERE c.sequence > 0 AND NOT EXISTS (
                SELECT FROM hookswitch.audit_head_signature AS s
                WHERE s.tenant_id = c.tenant_id AND s.sequence = c.sequence
            )
            """
        if let chain { query.append(" AND c.tenant_id = \(chain.uuid)" as Query) }
        if let after { query.append(" AND c.tenant_id > \(after)" as Query) }
        query.append(" ORDER BY c.tenant_id LIMIT \(Int64(Self.batchSize))" as Query)
        let rows = try await transaction.query(query)
        var batch = Batch()
        for row in rows {
            let head = AuditHead(
                chain: AuditChainID(try row.decode("tenant_id", as: UUID.self)),
                sequence: try row.decode("sequence", as: Int64.self),
                hash: AuditHash(try row.decode("hash", as: [UInt8].self))
            )
            guard try await self.followsFromSigned(head, in: transaction) else {
                self.logger.error(
                    "an audit chain is broken and is not signed; export it and verify it",
                    metadata: ["chain": "\(head.chain)", "sequence": "\(head.sequence)"]
                )
                batch.broken.insert(head.chain)
                continue
            }
            try await self.keep(try self.key.sign(head, at: self.now()), in: transaction)
            batch.signed.append(head)
        }
        if rows.count == Self.batchSize { batch.last = try rows.last?.decode("tenant_id", as: UUID.self) }
        return batch
    }

    /// Whether the records since the last signed head lead to this one: what somebody changed in the database must not
    /// get our signature.
    private func followsFromSigned(_ head: AuditHead, in transaction: Transaction) async throws -> Bool {
        guard try await self.hasWhatWasSeen(of: head.chain, in: transaction) else { return false }
        let signed = try await self.lastSigned(of: head.chain, in: transaction)
        if let signed, !self.isOurs(signed) { return false }
        var sequence = signed?.head.sequence ?? 0
        var hash = signed?.head.hash ?? .zero
        guard sequence <= head.sequence else { return false }
        while sequence < head.sequence {
            let rows = try await transaction.query(
                """
                SELECT \(AuditRow.columns) FROM hookswitch.audit_record AS r
                WHERE r.tenant_id = \(head.chain.uuid) AND r.sequence > \(sequence) AND r.sequence <= \(head.sequence)
                ORDER BY r.sequence LIMIT \(Int64(Self.pageSize))
                """
            )
            guard !rows.isEmpty else { return false }
            for row in rows {
                guard let chained = try AuditRow(row).chained, chained.record.sequence == sequence + 1,
                    chained.record.previousHash == hash, chained.isIntact
                else { return false }
                sequence = chained.record.sequence
                hash = chained.hash
            }
        }
        return hash == head.hash
    }

    /// Whether the newest head that this server has seen signed is still there. It cannot know of what was taken away while it
    /// was not running: that a head shows which somebody saved elsewhere.
    private func hasWhatWasSeen(of chain: AuditChainID, in transaction: Transaction) async throws -> Bool {
        guard let head = self.seen.head(of: chain) else { return true }
        let kept = try await transaction.query(
            """
            SELECT FROM hookswitch.audit_head_signature
            WHERE tenant_id = \(chain.uuid) AND sequence = \(head.sequence) AND hash = \(head.hash.bytes)
            """
        )
        return !kept.isEmpty
    }

    /// The newest head whose key this server has. One signed with a key that is no longer in the ring proves nothing here, and
    /// is passed over: the records are then followed from an older one.
    private func lastSigned(of chain: AuditChainID, in transaction: Transaction) async throws -> SignedAuditHead? {
        try await transaction.query(
            """
            SELECT \(SignedAuditHead.columns) FROM hookswitch.audit_head_signature
            WHERE tenant_id = \(chain.uuid) AND key_id = ANY(\(self.publicKeys.keys.sorted()))
            ORDER BY sequence DESC LIMIT 1
            """
        ).first.map { try SignedAuditHead($0, of: chain) }
    }

    private func isOurs(_ signed: SignedAuditHead) -> Bool {
        guard let key = self.publicKeys[signed.keyID] else { return false }
        return signed.isSigned(by: key)
    }

    private func keep(_ signed: SignedAuditHead, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            INSERT INTO hookswitch.audit_head_signature (tenant_id, sequence, hash, signed_at, key_id, signature)
            VALUES (\(signed.head.chain.uuid), \(signed.head.sequence), \(signed.head.hash.bytes), \(signed.signedAt),
                \(signed.keyID), \(signed.signature))
            ON CONFLICT (tenant_id, sequence) DO NOTHING
            """
        )
    }
}
