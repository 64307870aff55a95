import Foundation
import Logging
import Postgres
import Synchronization

extension DecisionSealer {
    /// A segment to be sealed.
    private struct Due: Sendable {
        let scope: TenantScope
        let key: SegmentKey
    }

    /// Seals what is closed, the oldest days first. What of a tenant cannot be sealed ends that tenant's turn: the rest of it
    /// would stand on it.
    func seal(_ progress: inout SealingProgress) async throws {
        var last: Due?
        var passedOver: Set<TenantID> = []
        var failure: (any Error)?
        repeat {
            let page = try await self.due(after: last)
            for due in page where !passedOver.contains(due.scope.tenantID) {
                guard progress.triedCount < self.limits.segmentsPerRound,
                    progress.readCount < self.limits.decisionsPerRound
                else {
                    progress.isCaughtUp = false
                    return
                }
                let readCount = Atomic<Int64>(0)
                do {
                    let count = try await self.seal(due) { readCount.wrappingAdd($0, ordering: .relaxed) }
                    progress.readCount += readCount.load(ordering: .relaxed)
                    guard let count else { continue }
                    progress.triedCount += 1
                    progress.sealedCount += 1
                    progress.decisionCount += count
                } catch {
                    guard !(error is CancellationError), !Task.isCancelled else { throw error }
                    progress.triedCount += 1
                    progress.readCount += readCount.load(ordering: .relaxed)
                    passedOver.insert(due.scope.tenantID)
                    if error is BrokenChain {
                        try await self.noteBreak(of: due.scope)
                    } else {
                        failure = failure ?? error
                    }
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
        // One at least is looked for, so that a round that may seal none knows that something is left.
        let limit = Int64(max(self.limits.segmentsPerRound, 1))
        query.append(" ORDER BY s.day, s.tenant_id, s.part LIMIT \(limit)" as Query)
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

    /// - Parameter read: Told how many decisions were read, whatever came of it.
    /// - Returns: How many decisions it has; `nil` if another server has it, or it is gone with its tenant.
    private func seal(_ due: Due, _ read: @Sendable (Int64) -> Void) async throws -> Int64? {
        let sealed = try await self.database.inTenant(due.scope) { transaction -> SealedSegment? in
            // A head that somebody saved must not be forgotten by a crash of Postgres.
            _ = try await transaction.query(DecisionLedger.durability)
            _ = try await transaction.query(
                "SELECT set_config('idle_in_transaction_session_timeout', \(self.limits.longestSilence), true)"
            )
            guard try await self.hold(due, in: transaction) else { return nil }
            // Before the work, which would be for nothing; and again once nobody else can add to the chain.
            _ = try await self.chainEnd(of: due.scope.tenantID, in: transaction).next(self.publicKeys)
            let (count, root) = try await self.hash(due, read, in: transaction)
            let sealed = try await self.chain(due, count, root, in: transaction)
            try await Self.keep(sealed, in: transaction)
            try await self.forgetBreak(of: due.scope.tenantID, in: transaction)
            try await self.observe(.seal, false)
            return sealed
        }
        guard let sealed else { return nil }
        self.memory.remember(sealed)
        try await self.observe(.seal, true)
        return sealed.segment.decisionCount
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
    private func hash(
        _ due: Due,
        _ read: @Sendable (Int64) -> Void,
        in transaction: Transaction
    ) async throws -> (count: Int64, root: AuditHash) {
        let tenant = due.scope.tenantID
        var root = due.key.seed(of: tenant)
        var count: Int64 = 0
        var cursor: DecisionCursor?
        while true {
            let rows = try await transaction.query(
                SegmentedDecision.page(of: tenant.uuid, due.key, after: cursor, limit: self.limits.decisionPageSize)
            )
            read(Int64(rows.count))
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
        try await self.holdChain(of: tenant, in: transaction)
        let end = try await self.chainEnd(of: tenant, in: transaction)
        let place = try end.next(self.publicKeys)
        if let keyID = place.unknownKeyID {
            self.logger.notice(
                "a tenant's last segment was signed with a key that is in the ring no more; sealing goes on behind it",
                metadata: ["tenant": "\(tenant)", "key": "\(keyID)"]
            )
        }
        let segment = DecisionSegment(
            tenant: tenant,
            number: place.number,
            previousHash: place.previousHash,
            key: due.key,
            decisionCount: count,
            root: root
        )
        return try SealedSegment(segment, with: self.key, at: end.now)
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
