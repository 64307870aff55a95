import Foundation
import Postgres

/// The chain of one tenant's audit records, or of the installation's.
///
/// Its end is a row that is held from here to the commit. So changes of one tenant come one after the other, and each
/// record is made on top of the one before it.
struct AuditChain: Sendable {
    /// Whose.
    let id: AuditChainID

    /// Appends changes that were made together, and before them whatever is not chained yet.
    ///
    /// The end is held meanwhile, by all changes of this chain: so many changes take one round trip for each
    /// ``batchSize`` of them.
    func append(_ changes: [AuditChange], in transaction: Transaction) async throws {
        guard !changes.isEmpty else { return }
        var end = try await self.hold(in: transaction)
        try await self.adopt(after: &end, in: transaction)
        var random = SystemRandomNumberGenerator()
        // They are of one moment, and lists show them in the order of their identities.
        let ids = changes.map { _ in UUID.timeOrdered(at: end.now, random: &random) }.sorted()
        var insertions: [Query] = []
        for (change, id) in zip(changes, ids) {
            let record = AuditRecord(
                chain: self.id,
                sequence: end.sequence + 1,
                previousHash: end.hash,
                id: AuditID(id),
                recordedAt: end.now,
                actor: change.actor,
                origin: change.origin,
                action: change.action,
                subject: change.subject,
                before: change.before,
                after: change.after
            )
            end.sequence = record.sequence
            end.hash = record.hash
            insertions.append(try self.insertion(of: record, hash: end.hash))
            guard insertions.count == Self.batchSize else { continue }
            _ = try await transaction.batch(insertions)
            insertions = []
        }
        _ = try await transaction.batch(insertions)
        try await self.move(to: end, in: transaction)
    }

    private func insertion(of record: AuditRecord, hash: AuditHash) throws -> Query {
        """
        INSERT INTO hookswitch.audit_record (tenant_id, audit_id, recorded_at, actor, token_id, source, request_id,
            action, subject, before, after, reason, sequence, previous_hash, hash)
        VALUES (\(self.id.uuid), \(record.id.uuid), \(record.recordedAt), \(record.actor.text),
            \(record.actor.tokenID as UUID?), \(record.origin.source as String?),
            \(record.origin.requestID as String?), \(record.action), \(record.subject),
            \(try record.before?.json() as String?)::jsonb, \(try record.after?.json() as String?)::jsonb,
            \(record.origin.reason as String?), \(record.sequence), \(record.previousHash.bytes), \(hash.bytes))
        """
    }

    /// Gives their places to records from before there were chains, and of servers from before.
    func adopt(in transaction: Transaction) async throws {
        var end = try await self.hold(in: transaction)
        let start = end.sequence
        try await self.adopt(after: &end, in: transaction)
        if end.sequence > start { try await self.move(to: end, in: transaction) }
    }

    /// The end as it is in this transaction; `nil` if nothing was ever recorded.
    func head(in transaction: Transaction) async throws -> AuditHead? {
        let rows = try await transaction.query(
            "SELECT sequence, hash FROM hookswitch.audit_chain WHERE tenant_id = \(self.id.uuid) AND sequence > 0"
        )
        return try rows.first.map { row in
            AuditHead(
                chain: self.id,
                sequence: try row.decode("sequence", as: Int64.self),
                hash: AuditHash(try row.decode("hash", as: [UInt8].self))
            )
        }
    }

    /// The end was made just before, and row-level security hides it: the scope is another tenant's.
    private struct MissingEnd: Error {}

    /// The end of the chain, and the time at which it was reached.
    private struct End {
        var sequence: Int64
        var hash: AuditHash
        let now: Moment
    }

    /// How many records find their places in one round trip.
    private static let batchSize = 200

    /// Holds the end until the transaction ends.
    ///
    /// The tenant's row is held first, for other changes hold it before they come here: two that waited for each other's
    /// row would both fail.
    private func hold(in transaction: Transaction) async throws -> End {
        let tenant: [Query] =
            switch self.id {
            case .installation: []
            case .tenant(let id):
                ["SELECT FROM hookswitch.tenant WHERE tenant_id = \(id.uuid) FOR NO KEY UPDATE"]
            }
        let rows = try await transaction.batch(
            tenant + [
                """
                INSERT INTO hookswitch.audit_chain (tenant_id, sequence, hash)
                VALUES (\(self.id.uuid), \(Int64(0)), \(AuditHash.zero.bytes)) ON CONFLICT (tenant_id) DO NOTHING
                """,
                "SELECT sequence, hash FROM hookswitch.audit_chain WHERE tenant_id = \(self.id.uuid) FOR UPDATE",
                // Only now is it this change's turn; the transaction may have begun long before.
                "SELECT clock_timestamp() AS now",
            ]
        )
        guard let end = rows.dropLast().last?.first, let time = rows.last?.first else {
            throw MissingEnd()
        }
        return End(
            sequence: try end.decode("sequence", as: Int64.self),
            hash: AuditHash(try end.decode("hash", as: [UInt8].self)),
            now: try time.decode("now", as: Moment.self)
        )
    }

    private func adopt(after end: inout End, in transaction: Transaction) async throws {
        while true {
            let rows = try await transaction.query(
                """
                SELECT \(AuditRow.columns) FROM hookswitch.audit_record AS r
                WHERE r.tenant_id = \(self.id.uuid) AND r.sequence IS NULL
                ORDER BY r.recorded_at, r.audit_id LIMIT \(Int64(Self.batchSize))
                """
            )
            guard !rows.isEmpty else { return }
            var changes: [Query] = []
            for row in rows {
                let record = try AuditRow(row).record(at: end.sequence + 1, after: end.hash)
                end.sequence = record.sequence
                end.hash = record.hash
                changes.append(
                    """
                    UPDATE hookswitch.audit_record
                    SET sequence = \(record.sequence), previous_hash = \(record.previousHash.bytes),
                        hash = \(end.hash.bytes)
                    WHERE tenant_id = \(self.id.uuid) AND audit_id = \(record.id.uuid)
                    """
                )
            }
            _ = try await transaction.batch(changes)
        }
    }

    private func move(to end: End, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            UPDATE hookswitch.audit_chain SET sequence = \(end.sequence), hash = \(end.hash.bytes)
            WHERE tenant_id = \(self.id.uuid)
            """
        )
    }
}
