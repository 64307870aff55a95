import Foundation
import Logging
import Postgres

extension PrivacyService {
    /// How long a request waits for the end of an erasure that it began. What is left then is done without it.
    private static let patience = Duration.seconds(3)
    /// How long it waits to begin, while others ship.
    private static let beginPatience = Duration.seconds(3)
    /// Between two looks.
    private static let pause = Duration.milliseconds(100)

    /// Takes out of all decisions of a tenant what leads to one caller: digest, mask, sealed number, the telephony cloud's
    /// name of the call, and how the CRM was asked. What is left is when a call was, in which pool, and what became of it.
    ///
    /// From the answer on, what lies in spools is treated so when it is shipped; every server forgets the caller within a
    /// second. Decisions in the database follow in batches, on whichever server is there; ``ErasureView/state`` says whether
    /// all are done. That it began, and how it ended, is recorded. Doing so again erases what came since.
    ///
    /// - Parameters:
    ///   - text: The number as the tenant's region writes it, or with its country code.
    ///   - dryRun: Whether to count only, which is recorded as ``find(_:of:by:)`` is.
    /// - Throws: ``PrivacyRefusal``; ``SealError`` if the key ring does not open the tenant's key; a `PostgresError`.
    public func erase(_ text: String, of slug: String, by actor: Operator, dryRun: Bool) async throws -> ErasureView {
        guard let scope = try await self.tenants.scope(of: slug, for: actor) else {
            throw PrivacyRefusal.unknownTenant
        }
        guard let reason = actor.origin.reason else { throw PrivacyRefusal.noReason }
        guard !dryRun else {
            let (caller, decisions) = try await self.look(for: text, scope, by: actor)
            return ErasureView(
                id: nil,
                tenant: slug,
                caller: caller.mask,
                state: nil,
                requestedAt: Moment.now().date.rfc3339,
                erasedAt: nil,
                requestedBy: actor.auditActor.text,
                reason: reason,
                decisionCount: decisions.count
            )
        }
        let row = try await self.begin(text, of: slug, scope, for: reason, by: actor)
        do {
            try await self.awaitEnd(of: ErasureWork.Begun(scope: scope, id: row.id), by: actor)
            return try await self.erasure(row.id.description, for: actor) ?? row.view
        } catch {
            // It is begun, and that stands whatever happened to this request.
            self.logger.debug("an erasure is left to the next pass", metadata: ["reason": "\(error)"])
            return row.view
        }
    }

    /// Works on an erasure, or watches another server do it, for as long as a request may take.
    private func awaitEnd(of begun: ErasureWork.Begun, by actor: Operator) async throws {
        let deadline = ContinuousClock.now + Self.patience
        while try await self.work.carryOut(begun, until: deadline, from: actor.origin) == .elsewhere {
            let state = try await self.erasure(begun.id.description, for: actor)?.state
            guard state == .erasing, ContinuousClock.now < deadline else { return }
            try await Task.sleep(for: Self.pause)
        }
    }

    /// Begins, as soon as nobody is in the middle of shipping.
    private func begin(
        _ text: String,
        of slug: String,
        _ scope: TenantScope,
        for reason: String,
        by actor: Operator
    ) async throws -> ErasureRow {
        let deadline = ContinuousClock.now + Self.beginPatience
        while true {
            do {
                return try await self.database.inTenant(scope) { transaction in
                    // From here on no decision of the caller is being shipped, and what comes later finds the erasure.
                    try await ShippingLock.takeAlone(in: transaction)
                    let caller = try await SoughtCaller.read(text, of: scope, with: self.keys, in: transaction)
                    return try await Self.insert(caller, of: slug, scope, for: reason, by: actor, in: transaction)
                }
            } catch is ShippingLock.Held {
                guard ContinuousClock.now < deadline else { throw PrivacyRefusal.shippingHeld }
            } catch let error as PostgresError where error.sqlState == .lockNotAvailable {
                // Somebody changes the tenant, or writes its audit, just now.
                guard ContinuousClock.now < deadline else { throw error }
            }
            // Who waited behind us ships meanwhile.
            try await Task.sleep(for: Self.pause * Double.random(in: 1...4))
        }
    }

    private static func insert(
        _ caller: SoughtCaller,
        of slug: String,
        _ scope: TenantScope,
        for reason: String,
        by actor: Operator,
        in transaction: Transaction
    ) async throws -> ErasureRow {
        let tenant = scope.tenantID.uuid
        let times = try await transaction.query("SELECT clock_timestamp() AS now")
        let now = try times.first?.decode("now", as: Moment.self) ?? .now()
        _ = try await transaction.execute(
            """
            INSERT INTO hookswitch.erased_caller AS e (tenant_id, caller_digest, covers_until)
            SELECT \(tenant), digest, \(Self.end(of: now)) FROM unnest(\(caller.digests)) AS digest
            ON CONFLICT (tenant_id, caller_digest) DO UPDATE
            SET covers_until = greatest(e.covers_until, excluded.covers_until)
            """
        )
        var random = SystemRandomNumberGenerator()
        let id = ErasureID(UUID.timeOrdered(at: now, random: &random))
        let who = actor.auditActor
        let rows = try await transaction.query(
            """
            INSERT INTO hookswitch.erasure AS e (tenant_id, erasure_id, slug, caller_mask, caller_digests, actor, token_id,
                reason, requested_at, state)
            VALUES (\(tenant), \(id.uuid), \(slug), \(caller.mask), \(caller.digests), \(who.text),
                \(who.tokenID as UUID?), \(reason), \(now), 'erasing')
            RETURNING \(ErasureRow.columns)
            """
        )
        guard let row = try rows.first.map({ try ErasureRow($0) }) else { throw PrivacyRefusal.unknownTenant }
        let entry = AuditEntry(
            action: "privacy.erase",
            subject: "erasure \(id)",
            before: nil,
            after: try AuditValue.members([
                "caller": .text(caller.mask), "caller_digest": .text(caller.digestText),
            ]).json()
        )
        try await entry.record(in: scope, by: actor, through: transaction)
        try await TenantNotice.send(scope, in: transaction)
        return row
    }

    /// Until when what is decided counts as decided before an erasure.
    static func end(of requestedAt: Moment) -> Moment {
        requestedAt.advanced(by: Self.clockMargin)
    }
}
