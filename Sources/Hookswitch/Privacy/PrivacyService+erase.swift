import Foundation
import Postgres

extension PrivacyService {
    /// Takes out of all decisions of a tenant what leads to one caller: digest, mask, sealed number, the telephony cloud's
    /// name of the call, and how the CRM was asked. What is left is when a call was, in which pool, and what became of it.
    ///
    /// What lies in spools is treated so when it is shipped; every server forgets the caller within a second. It is recorded
    /// in the same transaction. Doing so again erases what came since.
    ///
    /// - Parameter text: The number as the tenant's region writes it, or with its country code.
    /// - Throws: ``PrivacyRefusal``; ``SealError`` if the key ring does not open the tenant's key; a `PostgresError`.
    public func erase(_ text: String, of slug: String, by actor: Operator, dryRun: Bool) async throws -> ErasureView {
        guard let scope = try await self.tenants.scope(of: slug, for: actor) else {
            throw PrivacyRefusal.unknownTenant
        }
        guard let reason = actor.origin.reason else { throw PrivacyRefusal.noReason }
        return try await self.database.inTenant(scope, dryRun: dryRun) { transaction in
            // From here on no decision of the caller is being shipped, and what comes later finds the erasure.
            _ = try await transaction.query(ShippingLock.exclusive)
            let caller = try await SoughtCaller.read(text, of: scope, with: self.keys, in: transaction)
            let times = try await transaction.query("SELECT clock_timestamp() AS now")
            let now = try times.first?.decode("now", as: Moment.self) ?? .now()
            let count = try await Self.erase(caller, scope, at: now, in: transaction)

            var random = SystemRandomNumberGenerator()
            let id = ErasureID(UUID.timeOrdered(at: now, random: &random))
            let entry = AuditEntry(
                action: "privacy.erase",
                subject: "erasure \(id)",
                before: nil,
                after: try AuditValue.members([
                    "caller": .text(caller.mask), "caller_digest": .text(caller.digestText),
                    "decisions": .integer(count),
                ]).json()
            )
            try await entry.record(in: scope, by: actor, through: transaction)
            let who = actor.auditActor
            let head = try await AuditChain(id: .tenant(scope.tenantID)).head(in: transaction)
            var facts: [String: AuditValue] = [
                "tenant_id": .text(scope.tenantID.description), "slug": .text(slug), "caller": .text(caller.mask),
                "erased_at": .text(now.exactText), "requested_by": .text(who.text), "reason": .text(reason),
                "covers_until": .text(Self.end(of: now).exactText), "counts": .members(["decisions": .integer(count)]),
            ]
            facts["audit_head"] = head.map { .text($0.description) }
            let certificate = try self.signer.certify(.erasure, id: id.description, facts, at: now)
            _ = try await transaction.execute(
                """
                INSERT INTO hookswitch.erasure (tenant_id, erasure_id, caller_mask, actor, reason, erased_at,
                    decision_count, certificate)
                VALUES (\(scope.tenantID.uuid), \(id.uuid), \(caller.mask), \(who.text), \(reason), \(now), \(count),
                    \(certificate))
                """
            )
            try await TenantNotice.send(scope, in: transaction)
            return ErasureView(
                id: dryRun ? nil : id.description,
                tenant: slug,
                caller: caller.mask,
                erasedAt: now.date.rfc3339,
                requestedBy: who.text,
                reason: reason,
                decisionCount: count
            )
        }
    }

    /// Gives out the certificate of an erasure, as JSON.
    ///
    /// - Returns: `nil` if there is none of that name that the operator may see.
    public func certificate(_ id: String, for actor: Operator) async throws -> String? {
        guard let id = ErasureID(parsing: id) else { return nil }
        let query: Query = """
            SELECT e.certificate FROM hookswitch.erasure AS e
            WHERE e.erasure_id = \(id.uuid) AND \(actor.reach.condition(on: "e.tenant_id"))
            """
        return try await self.database.inFleet { transaction in
            try await transaction.query(query).first?.decode("certificate", as: String.self)
        }
    }

    /// - Returns: How many decisions in the database it was.
    private static func erase(
        _ caller: SoughtCaller,
        _ scope: TenantScope,
        at now: Moment,
        in transaction: Transaction
    ) async throws -> Int64 {
        let tenant = scope.tenantID.uuid
        _ = try await transaction.execute(
            """
            INSERT INTO hookswitch.erased_caller AS e (tenant_id, caller_digest, covers_until)
            SELECT \(tenant), digest, \(Self.end(of: now)) FROM unnest(\(caller.digests)) AS digest
            ON CONFLICT (tenant_id, caller_digest) DO UPDATE
            SET covers_until = greatest(e.covers_until, excluded.covers_until)
            """
        )
        let count = try await transaction.execute(
            """
            UPDATE hookswitch.decision
            SET caller_digest = NULL, caller_mask = NULL, caller_sealed = NULL, call_id = NULL, lookup = NULL,
                erased_at = \(now)
            WHERE tenant_id = \(tenant) AND caller_digest = ANY(\(caller.digests))
            """
        )
        return Int64(count)
    }

    private static func end(of now: Moment) -> Moment {
        Moment(microseconds: now.microseconds + Int64(Self.clockMargin.components.seconds) * 1_000_000)
    }
}
