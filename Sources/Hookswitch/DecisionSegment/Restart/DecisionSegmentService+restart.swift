import Foundation
import Postgres

extension DecisionSegmentService {
    /// Begins a tenant's chain anew behind an end that is not as it was sealed, so that its days are sealed again and retention
    /// goes on. What was sealed before stays as it is, and whoever verifies it finds there what is wrong, and here that
    /// somebody began anew, when and why. It is signed, and the tenant's audit has it.
    ///
    /// - Throws: ``Failure``; a `PostgresError`.
    public func restart(_ slug: String, by actor: Operator, dryRun: Bool) async throws -> SegmentRestartView {
        let scope = try await self.scope(of: slug, for: actor)
        guard let reason = actor.origin.reason else { throw Failure.noReason }
        let tenant = scope.tenantID
        return try await self.database.inTenant(scope, dryRun: dryRun) { transaction in
            try await self.sealer.holdChain(of: tenant, in: transaction)
            let end = try await self.sealer.chainEnd(of: tenant, in: transaction)
            guard let broken = self.sealer.flaw(of: end) else { throw Failure.unbroken }
            let signed = try SignedRestart(
                SegmentRestart(
                    tenant: tenant,
                    number: end.numberOfRestart(after: broken),
                    previousHash: end.last?.hash ?? .zero,
                    restartedAt: end.now,
                    reason: reason
                ),
                with: self.sealer.key
            )
            try await Self.keep(signed, in: transaction)
            let restart = signed.restart
            let entry = AuditEntry(
                action: "decision.restart",
                subject: "segments of \(slug)",
                before: nil,
                after: try AuditValue.members([
                    "broken_segment": .integer(broken.number), "segment": .integer(restart.number),
                    "hash": .text(signed.hash.description),
                ]).json()
            )
            try await entry.record(in: scope, by: actor, through: transaction)
            return SegmentRestartView(
                tenant: slug,
                segment: restart.number,
                brokenSegment: broken.number,
                restartedAt: restart.restartedAt.date.rfc3339,
                reason: reason,
                hash: signed.hash.description,
                keyID: signed.keyID
            )
        }
    }

    private static func keep(_ signed: SignedRestart, in transaction: Transaction) async throws {
        let restart = signed.restart
        try await transaction.execute(
            """
            INSERT INTO hookswitch.decision_restart (tenant_id, number, previous_hash, restarted_at, reason, hash, key_id,
                signature)
            VALUES (\(restart.tenant.uuid), \(restart.number), \(restart.previousHash.bytes), \(restart.restartedAt),
                \(restart.reason), \(signed.hash.bytes), \(signed.keyID), \(signed.signature))
            """
        )
        try await transaction.execute(
            "DELETE FROM hookswitch.decision_break WHERE tenant_id = \(restart.tenant.uuid)"
        )
    }
}
