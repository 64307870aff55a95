import Foundation
import Logging
import Postgres

/// Takes erased callers out of the decisions in the database, batch by batch.
///
/// Each step is one transaction that holds the erasure's row and does nothing unless it is under way. So it may be killed
/// anywhere and begun again anywhere, on several servers at once: what was done is done once. It holds no lock that shipping
/// waits for: what is shipped since the erasure was asked for comes without what leads to the caller.
struct ErasureWork: Sendable {
    /// How many erasures one pass takes on; the next pass takes the rest.
    private static let passSize = 100
    /// How long one pass stays with one erasure before the next has its turn.
    private static let turn = Duration.seconds(10)

    private let work: CertifiedWork<ErasureStep>

    /// - Throws: What the library says if no key can be derived from the key ring.
    init(
        database: Database,
        keyRing: KeyRing,
        logger: Logger,
        now: @escaping @Sendable () -> Moment = { .now() },
        observe: @escaping CertifiedWork<ErasureStep>.Observe = { _, _ in }
    ) throws {
        self.work = try CertifiedWork(database: database, keyRing: keyRing, logger: logger, now: now, observe: observe)
    }

    /// An erasure under way.
    struct Begun: Hashable, Sendable {
        let scope: TenantScope
        let id: ErasureID
    }

    /// How far one was taken.
    enum Progress: Hashable, Sendable {
        /// To its end.
        case ended
        /// As far as the time allowed.
        case underWay
        /// No further: another server has it in hand, or it has ended.
        case elsewhere
    }

    /// Takes on every erasure under way. What another server works on is left to it.
    ///
    /// - Throws: The first failure, after the others were taken on; what is left is done by the next pass.
    func runOnce() async throws {
        var failure = PassFailure()
        for begun in try await self.underWay() {
            do {
                _ = try await self.carryOut(begun, until: .now + Self.turn)
            } catch {
                try failure.note(error)
            }
        }
        try failure.conclude()
    }

    /// Takes one erasure as far as it goes.
    ///
    /// - Parameters:
    ///   - deadline: When to leave off; a batch that has begun is done.
    ///   - origin: The request that asked for it, for the audit, if it still waits for the end.
    func carryOut(
        _ begun: Begun,
        until deadline: ContinuousClock.Instant,
        from origin: AuditOrigin? = nil
    ) async throws -> Progress {
        var batch = ErasureBatch()
        while true {
            let outcome: ErasureBatch.Outcome
            do {
                let next = batch
                outcome = try await self.work.take(.decisions, in: begun.scope) { transaction in
                    try await self.erase(next, of: begun, in: transaction)
                }
            } catch let error as PostgresError where error.isStatementTooSlow && !Task.isCancelled {
                guard batch.size.shrink() else { throw error }
                guard ContinuousClock.now < deadline else { return .underWay }
                continue
            }
            try Task.checkCancellation()
            switch outcome {
            case .elsewhere: return .elsewhere
            case .erased(_, let lastAt): batch.after = lastAt
            case .none(let isLast):
                if isLast {
                    let isEnded = try await self.work.take(.certificate, in: begun.scope) { transaction in
                        try await self.certify(begun, from: origin, in: transaction)
                    }
                    if isEnded { return .ended }
                    // Another server was at it, or something came meanwhile: look once more, from the beginning.
                    batch = ErasureBatch(size: batch.size)
                } else {
                    batch.digestIndex += 1
                    batch.after = nil
                }
            }
            guard ContinuousClock.now < deadline else { return .underWay }
        }
    }

    private func underWay() async throws -> [Begun] {
        try await self.work.database.inFleet { transaction in
            let rows = try await transaction.query(
                """
                SELECT e.tenant_id, e.erasure_id FROM hookswitch.erasure AS e
                WHERE e.state = 'erasing' ORDER BY e.requested_at LIMIT \(Int64(Self.passSize))
                """
            )
            return try rows.map { row in
                Begun(
                    // The server's own work, which an operator asked for who might work in this tenant.
                    scope: TenantScope(authenticated: TenantID(try row.decode("tenant_id", as: UUID.self))),
                    id: ErasureID(try row.decode("erasure_id", as: UUID.self))
                )
            }
        }
    }
}

extension ErasureWork {
    /// Erases the next decisions of one digest.
    private func erase(
        _ batch: ErasureBatch,
        of begun: Begun,
        in transaction: Transaction
    ) async throws -> ErasureBatch.Outcome {
        guard let row = try await self.hold(begun, in: transaction) else { return .elsewhere }
        guard row.callerDigests.indices.contains(batch.digestIndex) else { return .none(isLast: true) }
        let tenantID = begun.scope.tenantID
        _ = try await transaction.query(DecisionBatch.plan)
        let digest = row.callerDigests[batch.digestIndex]
        let query = ErasureBatch.query(
            tenantID,
            digest,
            after: batch.after,
            until: row.coversUntil,
            limit: batch.size.rowCount
        )
        let rows = try await transaction.query(query)
        let count = try rows.first?.decode("count", as: Int64.self) ?? 0
        guard count > 0, let lastAt = try rows.first?.decode("last_at", as: Moment?.self) else {
            return .none(isLast: batch.digestIndex + 1 >= row.callerDigests.count)
        }
        _ = try await transaction.execute(
            """
            UPDATE hookswitch.erasure SET decision_count = decision_count + \(count)
            WHERE tenant_id = \(tenantID.uuid) AND erasure_id = \(begun.id.uuid)
            """
        )
        return .erased(count: count, lastAt: lastAt)
    }

    /// - Returns: Whether it has ended; `false` if another server holds it, or there is a decision again.
    private func certify(
        _ begun: Begun,
        from origin: AuditOrigin?,
        in transaction: Transaction
    ) async throws -> Bool {
        guard let row = try await self.hold(begun, in: transaction) else { return false }
        let tenant = begun.scope.tenantID.uuid
        _ = try await transaction.query(DecisionBatch.plan)
        for digest in row.callerDigests {
            let left = try await transaction.query(
                """
                SELECT FROM hookswitch.decision WHERE tenant_id = \(tenant) AND caller_digest = \(digest)
                    AND decided_at < \(row.coversUntil) LIMIT 1
                """
            )
            guard left.isEmpty else { return false }
        }
        let entry = AuditEntry(
            action: "privacy.erased",
            subject: "erasure \(row.id)",
            before: nil,
            after: try AuditValue.members([
                "caller": .text(row.callerMask), "decisions": .integer(row.decisionCount),
            ]).json()
        )
        try await entry.record(
            in: .tenant(row.tenantID),
            by: row.actor,
            from: origin ?? AuditOrigin(reason: row.reason),
            through: transaction
        )
        let head = try await AuditChain(id: .tenant(row.tenantID)).head(in: transaction)
        let moment = self.work.now()
        let facts = row.facts(auditHead: head, erasedAt: moment)
        let certificate = try self.work.signer.certify(.erasure, id: row.id.description, facts, at: moment)
        _ = try await transaction.execute(
            """
            UPDATE hookswitch.erasure
            SET state = 'erased', erased_at = \(moment), certificate = \(certificate), caller_digests = '{}'
            WHERE tenant_id = \(tenant) AND erasure_id = \(begun.id.uuid)
            """
        )
        self.work.logger.notice(
            "a caller is erased; the certificate can be fetched",
            metadata: ["tenant": "\(row.slug)", "erasure": "\(row.id)", "decisions": "\(row.decisionCount)"]
        )
        return true
    }

    /// Holds the row of an erasure under way; `nil` if another server holds it, or it is over.
    private func hold(_ begun: Begun, in transaction: Transaction) async throws -> ErasureRow? {
        let rows = try await transaction.query(
            """
            SELECT \(ErasureRow.columns) FROM hookswitch.erasure AS e
            WHERE e.tenant_id = \(begun.scope.tenantID.uuid) AND e.erasure_id = \(begun.id.uuid)
                AND e.state = 'erasing' FOR UPDATE SKIP LOCKED
            """
        )
        return try rows.first.map { try ErasureRow($0) }
    }
}
