import Foundation
import Postgres

extension AuditService {
    /// Checks the chains that an operator may see, as `hookswitch audit verify` checks an export, page by page: the ends are
    /// signed first, and what this server has seen signed since it started has to be there.
    ///
    /// A page ends where it has read enough; the first chain of a page is read as far as one request may, so that the next page
    /// always begins further on.
    ///
    /// - Parameters:
    ///   - slug: Only this tenant's chain; `nil` is all.
    ///   - limit: How many chains, 1 to ``maximumCheckPageSize``; others become the nearest.
    ///   - after: The `next` of the page before.
    /// - Throws: ``Failure``; a `PostgresError`.
    public func verify(
        tenant slug: String?,
        limit: Int,
        after: String?,
        for actor: Operator
    ) async throws -> AuditChainCheckPage {
        try await self.verify(tenant: slug, limit: limit, after: after, for: actor, within: AuditCheckLimits())
    }

    /// A page has at most so many chains.
    public static var maximumCheckPageSize: Int { AuditCheckLimits.maximumPageSize }

    func verify(
        tenant slug: String?,
        limit: Int,
        after: String?,
        for actor: Operator,
        within limits: AuditCheckLimits,
        now: () -> ContinuousClock.Instant = { .now }
    ) async throws -> AuditChainCheckPage {
        var cursor: AuditChainID?
        if let after {
            guard let parsed = AuditChainID(parsing: after) else { throw Failure.cursor }
            cursor = parsed
        }
        let chain = try await self.scope(of: slug, for: actor).map { AuditChainID.tenant($0.tenantID) }
        let broken = try await self.signer.runOnce(chain)
        let limit = min(max(limit, 1), AuditCheckLimits.maximumPageSize)
        let chains = try await self.chains(chain, within: actor.reach, after: cursor, limit: limit + 1, broken: broken)

        var data: [AuditChainCheck] = []
        var budget = limits.recordCount
        let deadline = now() + limits.duration
        for listed in chains.prefix(limit) {
            // The first of a page is read as far as it goes; of the others those that can be read whole.
            guard data.isEmpty || listed.last <= budget && now() < deadline else { break }
            let check = try await self.check(listed, upTo: budget, isLate: { now() >= deadline })
            guard data.isEmpty || check.isComplete else { break }
            budget -= listed.last
            data.append(check)
        }
        return AuditChainCheckPage(data: data, next: data.count < chains.count ? data.last?.chain : nil)
    }

    /// A chain that is to be checked.
    private struct ListedChain {
        let id: AuditChainID
        let slug: String?
        /// How far it is checked: to its newest signed head, or of one that is broken to its end.
        let last: Int64
        let isBroken: Bool
    }

    private func chains(
        _ chain: AuditChainID?,
        within reach: TenantReach,
        after: AuditChainID?,
        limit: Int,
        broken: Set<AuditChainID>
    ) async throws -> [ListedChain] {
        var query: Query = """
            SELECT c.tenant_id, c.sequence AS last, coalesce(s.sequence, c.sequence) AS signed, t.slug
            FROM hookswitch.audit_chain AS c LEFT JOIN hookswitch.tenant AS t ON t.tenant_id = c.tenant_id
            LEFT JOIN LATERAL (
                SELECT max(h.sequence) AS sequence FROM hookswitch.audit_head_signature AS h
                WHERE h.tenant_id = c.tenant_id
            ) AS s ON true WHERE \(reach.condition(on: "c.tenant_id"))
            """
        if let chain { query.append(" AND c.tenant_id = \(chain.uuid)" as Query) }
        if let after { query.append(" AND c.tenant_id > \(after.uuid)" as Query) }
        query.append(" ORDER BY c.tenant_id LIMIT \(Int64(limit))" as Query)
        let statement = query
        return try await self.database.inFleet { transaction in
            try await transaction.query(statement).map { row in
                let id = AuditChainID(try row.decode("tenant_id", as: UUID.self))
                let signed = try row.decode("signed", as: Int64.self)
                let last = try row.decode("last", as: Int64.self)
                return ListedChain(
                    id: id,
                    slug: try row.decode("slug", as: String?.self),
                    last: broken.contains(id) ? max(signed, last) : signed,
                    isBroken: broken.contains(id)
                )
            }
        }
    }

    /// Reads a chain's records and heads as an export has them, up to a record, and gives them to the verification of exports.
    private func check(
        _ listed: ListedChain,
        upTo budget: Int64,
        isLate: () -> Bool
    ) async throws -> AuditChainCheck {
        let end = min(listed.last, max(1, budget))
        let seen = self.signer.seen.head(of: listed.id)
        var export = AuditExport(database: self.database, ends: [AuditExport.End(chain: listed.id, sequence: end)])
        export.keyIDs = self.signer.publicKeys.keys.sorted()
        var verification = AuditVerification(
            publicKeys: Array(self.signer.publicKeys.values),
            savedHeads: seen.map { $0.sequence <= end || end == listed.last ? [$0] : [] } ?? []
        )
        var isWhole = end == listed.last
        for try await lines in export {
            for line in lines.split(separator: UInt8(ascii: "\n")) {
                verification.read(String(decoding: line, as: UTF8.self))
            }
            if isLate() {
                isWhole = false
                break
            }
        }
        let verdict = verification.verdict()
        let fault = verdict.faults.first { fault in
            switch fault.kind {
            // Where it was not read to its end the heads behind are not known; a head whose key left the key ring proves
            // nothing here, and is looked at by whoever kept the key.
            case .unsigned: isWhole && listed.isBroken
            case .cut: isWhole
            // A chain without a record has no line.
            case .unreadable: listed.last > 0
            default: true
            }
        }
        return AuditChainCheck(
            chain: listed.id.description,
            tenant: listed.slug,
            isIntact: fault == nil,
            isComplete: isWhole,
            recordCount: listed.last,
            checkedCount: verdict.chains.first?.recordCount ?? 0,
            head: isWhole && fault == nil ? verdict.chains.first?.head : nil,
            fault: fault
        )
    }
}
