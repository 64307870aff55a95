import Logging
import Postgres

extension DecisionSealer {
    /// The first half of the number of the lock under which a tenant's chain grows: "hsgm" in ASCII. The second is the
    /// tenant's.
    private static let chainLock: Int32 = 0x6873_676d

    /// Keeps others from the tenant's chain, until the transaction ends.
    func holdChain(of tenant: TenantID, in transaction: Transaction) async throws {
        let text = tenant.description
        _ = try await transaction.query("SELECT pg_advisory_xact_lock(\(Self.chainLock), hashtext(\(text)))")
    }

    /// The end of the tenant's chain, with all that says how it should be.
    func chainEnd(of tenant: TenantID, in transaction: Transaction) async throws -> SegmentChainEnd {
        let uuid = tenant.uuid
        let own = self.memory.head(of: tenant)
        let results = try await transaction.batch([
            """
            SELECT \(SealedSegment.columns) FROM hookswitch.decision_segment AS s
            WHERE s.tenant_id = \(uuid) AND s.number IS NOT NULL ORDER BY s.number DESC LIMIT 1
            """,
            """
            SELECT \(SignedRestart.columns) FROM hookswitch.decision_restart AS r
            WHERE r.tenant_id = \(uuid) ORDER BY r.number DESC LIMIT 1
            """,
            """
            SELECT s.hash FROM hookswitch.decision_segment AS s
            WHERE s.tenant_id = \(uuid) AND s.number = \(own?.number ?? 0)
            """,
            """
            SELECT b.number, b.hash AS missed, b.found_at, s.hash FROM hookswitch.decision_break AS b
            LEFT JOIN hookswitch.decision_segment AS s ON s.tenant_id = b.tenant_id AND s.number = b.number
            WHERE b.tenant_id = \(uuid) AND b.hash IS NOT NULL
            """,
            "SELECT clock_timestamp() AS now",
        ])
        var seen: [(head: SealedHead, hash: AuditHash?)] = []
        if let own {
            let hash = try results[2].first?.decode("hash", as: [UInt8]?.self).map { AuditHash($0) }
            seen.append((own, hash))
        }
        for row in results[3] {
            let head = SealedHead(
                number: try row.decode("number"),
                hash: AuditHash(try row.decode("missed", as: [UInt8].self)),
                // It was sealed before it was missed.
                sealedAt: try row.decode("found_at")
            )
            seen.append((head, try row.decode("hash", as: [UInt8]?.self).map { AuditHash($0) }))
        }
        return SegmentChainEnd(
            last: try results[0].first.map { try SealedSegment($0, of: tenant) },
            restart: try results[1].first.map { try SignedRestart($0, of: tenant) },
            seen: seen,
            now: try results[4].first?.decode("now", as: Moment.self) ?? .now()
        )
    }

    /// What is wrong with the end of a chain; `nil` if it is as it was sealed.
    func flaw(of end: SegmentChainEnd) -> BrokenChain? {
        do throws(BrokenChain) {
            _ = try end.next(self.publicKeys)
            return nil
        } catch {
            return error
        }
    }

    /// Keeps that a chain is broken, for every server, for who watches, and for who begins it anew; the log has it once.
    ///
    /// It looks again, for it comes after the transaction that found the chain broken: somebody may have begun it anew since,
    /// and what was noted behind that would break it once more; or the tenant is being destroyed, and the note would outlive it.
    func noteBreak(of scope: TenantScope) async throws {
        let tenant = scope.tenantID
        let noted = try await self.database.inTenant(scope) { transaction -> BrokenChain? in
            try await self.holdChain(of: tenant, in: transaction)
            guard let broken = self.flaw(of: try await self.chainEnd(of: tenant, in: transaction)) else { return nil }
            // The tenant's row stays until the commit, and whoever destroys the tenant takes the note along.
            let rows = try await transaction.query(
                """
                INSERT INTO hookswitch.decision_break (tenant_id, number, hash)
                SELECT t.tenant_id, \(broken.number), \(broken.missed?.bytes as [UInt8]?)
                FROM hookswitch.tenant AS t WHERE t.tenant_id = \(tenant.uuid) FOR KEY SHARE
                ON CONFLICT (tenant_id) DO NOTHING RETURNING tenant_id
                """
            )
            return rows.isEmpty ? nil : broken
        }
        guard let broken = noted else { return }
        self.logger.error(
            """
            decisions are not sealed: the tenant's last segment was changed; export the segments and verify them, and begin \
            anew with hookswitch decision restart
            """,
            metadata: ["tenant": "\(tenant)", "segment": "\(broken.number)"]
        )
    }

    /// What was broken is as it was.
    func forgetBreak(of tenant: TenantID, in transaction: Transaction) async throws {
        let count = try await transaction.execute(
            "DELETE FROM hookswitch.decision_break WHERE tenant_id = \(tenant.uuid)"
        )
        guard count > 0 else { return }
        self.logger.notice("a tenant's decisions are sealed again", metadata: ["tenant": "\(tenant)"])
    }
}
