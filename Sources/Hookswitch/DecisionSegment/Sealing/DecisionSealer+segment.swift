import Foundation
import Logging
import Postgres

extension DecisionSealer {
    /// The first half of the number of the lock under which a tenant's chain grows: "hsgm" in ASCII. The second is the
    /// tenant's.
    private static let chainLock: Int32 = 0x6873_676d

    /// The tenant's last segment is not as we sealed it.
    private struct BrokenChain: Error {
        let number: Int64
    }

    /// A segment to be sealed.
    private struct Due: Sendable {
        let scope: TenantScope
        let key: SegmentKey
    }

    /// Seals what is closed, the oldest days first.
    func seal(_ progress: inout SealingProgress) async throws {
        var last: Due?
        var failure: (any Error)?
        repeat {
            let page = try await self.due(after: last)
            for due in page {
                guard progress.sealedCount < self.limits.segmentsPerRound,
                    progress.decisionCount < self.limits.decisionsPerRound
                else {
                    progress.isCaughtUp = false
                    return
                }
                do {
                    guard let count = try await self.seal(due) else { continue }
                    progress.sealedCount += 1
                    progress.decisionCount += count
                } catch let error as BrokenChain {
                    self.logger.error(
                        "decisions are not sealed: the tenant's last segment was changed; export the segments and verify them",
                        metadata: ["tenant": "\(due.scope.tenantID)", "segment": "\(error.number)"]
                    )
                } catch {
                    guard !(error is CancellationError), !Task.isCancelled else { throw error }
                    failure = failure ?? error
                }
            }
            last = page.last
        } while last != nil
        if let failure { throw failure }
    }

    private func due(after last: Due?) async throws -> [Due] {
        var query: Query = """
            SELECT s.tenant_id, (s.day - DATE '1970-01-01') AS day, s.part FROM hookswitch.decision_segment AS s
            WHERE s.state <> 'sealed' AND s.state = 'closed'
            """
        if let last {
            query.append(
                """
                 AND (s.day, s.tenant_id, s.part)
                    > (DATE '1970-01-01' + \(last.key.day.number), \(last.scope.tenantID.uuid), \(last.key.part))
                """ as Query
            )
        }
        query.append(" ORDER BY s.day, s.tenant_id, s.part LIMIT \(Int64(self.limits.segmentsPerRound))" as Query)
        let statement = query
        return try await self.database.inFleet { transaction in
            try await transaction.query(statement).map { row in
                Due(
                    // The server's own work, which no operator asked for: it hashes decisions and shows nothing of them.
                    scope: TenantScope(authenticated: TenantID(try row.decode("tenant_id", as: UUID.self))),
                    key: SegmentKey(day: UTCDay(number: try row.decode("day")), part: try row.decode("part"))
                )
            }
        }
    }

    /// - Returns: How many decisions it has; `nil` if another server has it, or it is gone with its tenant.
    private func seal(_ due: Due) async throws -> Int64? {
        let count = try await self.database.inTenant(due.scope) { transaction -> Int64? in
            _ = try await transaction.query(
                "SELECT set_config('idle_in_transaction_session_timeout', \(self.limits.longestSilence), true)"
            )
            guard try await self.hold(due, in: transaction) else { return nil }
            let (count, root) = try await self.hash(due, in: transaction)
            let sealed = try await self.chain(due, count, root, in: transaction)
            try await Self.keep(sealed, in: transaction)
            try await self.observe(.seal, false)
            return count
        }
        if count != nil { try await self.observe(.seal, true) }
        return count
    }

    private func hold(_ due: Due, in transaction: Transaction) async throws -> Bool {
        let rows = try await transaction.query(
            """
            SELECT FROM hookswitch.decision_segment
            WHERE tenant_id = \(due.scope.tenantID.uuid) AND day = DATE '1970-01-01' + \(due.key.day.number)
                AND part = \(due.key.part) AND state = 'closed' FOR UPDATE SKIP LOCKED
            """
        )
        return !rows.isEmpty
    }

    /// Nothing is added to what is closed, so pages of one transaction or of several are the same.
    private func hash(_ due: Due, in transaction: Transaction) async throws -> (count: Int64, root: AuditHash) {
        let tenant = due.scope.tenantID
        var root = due.key.seed(of: tenant)
        var count: Int64 = 0
        var cursor: DecisionCursor?
        while true {
            let rows = try await transaction.query(
                SegmentedDecision.page(of: tenant.uuid, due.key, after: cursor, limit: self.limits.decisionPageSize)
            )
            for row in rows {
                let decision = try SegmentedDecision(row)
                root = decision.hash(after: root)
                cursor = decision.cursor
            }
            count += Int64(rows.count)
            guard rows.count == self.limits.decisionPageSize else { return (count, root) }
            try Task.checkCancellation()
        }
    }

    /// Gives the segment its place behind the tenant's last, which must be as we signed it: what somebody changed in the
    /// database must not be vouched for by what follows.
    private func chain(
        _ due: Due,
        _ count: Int64,
        _ root: AuditHash,
        in transaction: Transaction
    ) async throws -> SealedSegment {
        let tenant = due.scope.tenantID
        let text = tenant.description
        let results = try await transaction.batch([
            "SELECT pg_advisory_xact_lock(\(Self.chainLock), hashtext(\(text)))",
            """
            SELECT \(SealedSegment.columns) FROM hookswitch.decision_segment AS s
            WHERE s.tenant_id = \(tenant.uuid) AND s.number IS NOT NULL ORDER BY s.number DESC LIMIT 1
            """,
            "SELECT clock_timestamp() AS now",
        ])
        let last = try results.dropFirst().first?.first.map { try SealedSegment($0, of: tenant) }
        if let last {
            let isOurs = self.publicKeys.contains { $0.id == last.keyID && last.isSigned(by: $0) }
            guard last.isIntact, isOurs else { throw BrokenChain(number: last.segment.number) }
        }
        let now = try results.last?.first?.decode("now", as: Moment.self) ?? .now()
        let segment = DecisionSegment(
            tenant: tenant,
            number: (last?.segment.number ?? 0) + 1,
            previousHash: last?.hash ?? .zero,
            key: due.key,
            decisionCount: count,
            root: root
        )
        return try SealedSegment(segment, with: self.key, at: now)
    }

    private static func keep(_ sealed: SealedSegment, in transaction: Transaction) async throws {
        let segment = sealed.segment
        try await transaction.execute(
            """
            UPDATE hookswitch.decision_segment
            SET state = 'sealed', number = \(segment.number), decision_count = \(segment.decisionCount),
                root = \(segment.root.bytes), previous_hash = \(segment.previousHash.bytes),
                hash = \(sealed.hash.bytes), sealed_at = \(sealed.sealedAt), key_id = \(sealed.keyID),
                signature = \(sealed.signature)
            WHERE tenant_id = \(segment.tenant.uuid) AND day = DATE '1970-01-01' + \(segment.key.day.number)
                AND part = \(segment.key.part)
            """
        )
    }
}
