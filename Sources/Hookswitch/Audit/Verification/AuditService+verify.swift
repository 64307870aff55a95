import Foundation
import Postgres

extension TenantReach {
    /// Whether a chain is of what is reached; the installation's is of whoever reaches all.
    fileprivate func includes(_ chain: AuditChainID) -> Bool {
        chain.tenantID.map(self.includes) ?? (self == .all)
    }
}

extension AuditService {
    /// Checks the chains that an operator may see, as `hookswitch audit verify` checks an export, page by page: the ends are
    /// signed first, and what this server has seen signed since it started has to be there, whole chains too. A server does one
    /// check at a time.
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
        try await self.checkTurn.take {
            try await self.verify(tenant: slug, limit: limit, after: after, for: actor, within: AuditCheckLimits())
        }
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
        // The next pages follow at once: what grew meanwhile is left to the next check, and what is broken is asked for by itself.
        var broken = cursor == nil ? try await self.signer.runOnce(chain) : []
        let limit = min(max(limit, 1), AuditCheckLimits.maximumPageSize)
        var chains = try await self.chains(chain, within: actor.reach, after: cursor, limit: limit + 1)
        if cursor != nil {
            for listed in chains where listed.last > listed.signed {
                broken.formUnion(try await self.signer.runOnce(listed.id))
            }
        }
        for index in chains.indices { chains[index].isBroken = broken.contains(chains[index].id) }

        var data: [AuditChainCheck] = []
        var budget = limits.recordCount
        let deadline = now() + limits.duration
        for listed in chains.prefix(limit) {
            // The first of a page is read as far as it goes; of the others those that can be read whole.
            guard data.isEmpty || listed.end <= budget && now() < deadline else { break }
            let check = try await self.check(listed, upTo: budget, isLate: { now() >= deadline })
            guard data.isEmpty || check.isComplete else { break }
            budget -= listed.end
            data.append(check)
        }
        return AuditChainCheckPage(data: data, next: data.count < chains.count ? data.last?.chain : nil)
    }

    /// A chain that is to be checked.
    private struct ListedChain {
        let id: AuditChainID
        var slug: String?
        /// How far it goes.
        let last: Int64
        /// Its newest signed head; where there is none, its end.
        let signed: Int64
        var isBroken = false
        /// What this server has seen signed of a chain that is no more; `nil` of one that is there.
        var gone: AuditHead?

        /// How far it is checked: to its newest signed head, or of one that is broken to its end.
        var end: Int64 { self.isBroken ? max(self.signed, self.last) : self.signed }
    }

    private func chains(
        _ chain: AuditChainID?,
        within reach: TenantReach,
        after: AuditChainID?,
        limit: Int
    ) async throws -> [ListedChain] {
        // Asked before the database, so that a chain that begins meanwhile is not missed there.
        let seen = self.signer.seen.all
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
        let listed = try await self.database.inFleet { transaction in
            try await transaction.query(statement).map { row in
                ListedChain(
                    id: AuditChainID(try row.decode("tenant_id", as: UUID.self)),
                    slug: try row.decode("slug", as: String?.self),
                    last: try row.decode("last", as: Int64.self),
                    signed: try row.decode("signed", as: Int64.self)
                )
            }
        }
        // A chain outlives its tenant: one that was seen signed and is not among those of this page was taken away.
        let known = Set(listed.map(\.id))
        let last = listed.count < limit ? nil : listed.last?.id
        let gone = seen.filter { head in
            !known.contains(head.chain) && chain.map { $0 == head.chain } ?? true && reach.includes(head.chain)
                && after.map { $0.precedes(head.chain) } ?? true && last.map { head.chain.precedes($0) } ?? true
        }
        guard !gone.isEmpty else { return listed }
        let slugs = try await self.tenants.slugs(of: Set(gone.compactMap(\.chain.tenantID)))
        let taken = gone.map { head in
            let slug = head.chain.tenantID.flatMap { slugs[$0] }
            return ListedChain(id: head.chain, slug: slug, last: 0, signed: 0, gone: head)
        }
        return Array((listed + taken).sorted { $0.id.precedes($1.id) }.prefix(limit))
    }

    /// Reads a chain's records and heads as an export has them, up to a record, and gives them to the verification of exports.
    private func check(
        _ listed: ListedChain,
        upTo budget: Int64,
        isLate: () -> Bool
    ) async throws -> AuditChainCheck {
        if let gone = listed.gone { return Self.finding(gone, of: listed) }
        let end = min(listed.end, max(1, budget))
        let seen = self.signer.seen.head(of: listed.id)
        var export = AuditExport(database: self.database, ends: [AuditExport.End(chain: listed.id, sequence: end)])
        export.keyIDs = self.signer.publicKeys.keys.sorted()
        var verification = AuditVerification(
            publicKeys: Array(self.signer.publicKeys.values),
            savedHeads: seen.map { $0.sequence <= end || end == listed.end ? [$0] : [] } ?? []
        )
        var isWhole = end == listed.end
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
            case .unreadable: listed.end > 0
            default: true
            }
        }
        return AuditChainCheck(
            chain: listed.id.description,
            tenant: listed.slug,
            isIntact: fault == nil,
            isComplete: isWhole,
            recordCount: listed.end,
            checkedCount: verdict.chains.first?.recordCount ?? 0,
            head: isWhole && fault == nil ? verdict.chains.first?.head : nil,
            fault: fault
        )
    }

    /// A chain of which nothing is left.
    private static func finding(_ head: AuditHead, of listed: ListedChain) -> AuditChainCheck {
        let detail = "the chain is not there, and this server has seen its record \(head.sequence) signed"
        return AuditChainCheck(
            chain: listed.id.description,
            tenant: listed.slug,
            isIntact: false,
            isComplete: true,
            recordCount: 0,
            checkedCount: 0,
            head: nil,
            fault: AuditFault(.cut, in: listed.id, rows: 1...max(1, head.sequence), line: nil, detail)
        )
    }
}
