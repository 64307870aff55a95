import Foundation
public import Logging
import Postgres
public import ServiceLifecycle

/// Shows and exports the audit.
public struct AuditService: Sendable {
    /// Why the audit could not be shown.
    public enum Failure: Error, Hashable, Sendable {
        /// There is no tenant of that name, or it is not the operator's.
        case unknownTenant
        /// Several tenants had that slug, and are gone: their identities, the last one first.
        case ambiguous([TenantID])
        /// The operator works in some tenants only, and asked for the audit of all.
        case restricted
        /// The cursor is not one that a page gave.
        case cursor
        /// This server checks the audit for somebody else; it can be asked again after this time.
        case busy(retryAfter: Duration)
    }

    /// The public keys by which exports are verified, the current one first.
    public let publicKeys: [AuditPublicKeyView]
    /// Signs the ends of chains while the server runs.
    public var signing: any Service { RecurringWork.auditSigning(self.signer, logger: self.logger) }

    let database: Database
    let signer: AuditSigner
    let checkTurn = AuditCheckTurn()
    let tenants: TenantService
    private let logger: Logger

    /// Makes the service.
    ///
    /// - Throws: What the library says if no key for signing can be derived from the key ring.
    public init(database: Database, keyRing: KeyRing, tenants: TenantService, logger: Logger) throws {
        self.database = database
        self.tenants = tenants
        self.signer = try AuditSigner(database: database, keyRing: keyRing, logger: logger)
        self.publicKeys = try AuditPublicKeyView.all(of: keyRing)
        self.logger = logger
    }

    /// Lists records, newest first.
    ///
    /// - Parameter slug: The tenant; `nil` lists those of all, and of the installation, that the operator may see: who
    ///   works in some tenants only sees these tenants' and nothing of the installation.
    /// - Throws: ``Failure``; a `PostgresError`.
    public func list(
        tenant slug: String?,
        _ search: AuditSearch,
        for actor: Operator
    ) async throws -> AuditPage {
        try await self.page(of: search, in: try await self.scope(of: slug, for: actor), for: actor)
    }

    /// A page of a tenant's chain, or of all that the operator may see.
    func page(of search: AuditSearch, in scope: TenantScope?, for actor: Operator) async throws -> AuditPage {
        var cursor: AuditCursor?
        if let after = search.after {
            guard let parsed = AuditCursor(parsing: after) else { throw Failure.cursor }
            cursor = parsed
        }
        let query = search.query(in: scope.map { .tenant($0.tenantID) }, within: actor.reach, before: cursor)
        let rows = try await self.read(query, in: scope)
        let page = rows.prefix(search.limit)
        let next = page.last.map { AuditCursor(recordedAt: $0.row.recordedAt, id: $0.row.id).text }
        return AuditPage(
            data: page.map { AuditView($0.row, tenant: $0.slug) },
            next: rows.count > search.limit ? next : nil
        )
    }

    /// Shows one record.
    ///
    /// - Returns: `nil` if there is no such record, none of that tenant, or none that the operator may see.
    /// - Throws: ``Failure/unknownTenant``; a `PostgresError`.
    public func show(_ id: String, tenant slug: String?, for actor: Operator) async throws -> AuditView? {
        let scope = try await self.scope(of: slug, for: actor)
        guard let id = AuditID(parsing: id) else { return nil }
        var query: Query = """
            SELECT \(AuditRow.columns), t.slug FROM hookswitch.audit_record AS r
            LEFT JOIN hookswitch.tenant AS t ON t.tenant_id = r.tenant_id WHERE r.audit_id = \(id.uuid)
                AND \(actor.reach.condition(on: "r.tenant_id"))
            """
        if let scope { query.append(" AND r.tenant_id = \(scope.tenantID.uuid)" as Query) }
        return try await self.read(query, in: scope).first.map { AuditView($0.row, tenant: $0.slug) }
    }

    /// Exports a tenant's chain, or all. The ends are signed first, so that the export is covered to its last record.
    ///
    /// - Throws: ``Failure/unknownTenant``; ``Failure/restricted``, for an export of all from which chains were left out
    ///   would look like one from which they were taken; a `PostgresError`.
    public func export(tenant slug: String?, for actor: Operator) async throws -> AuditExport {
        guard slug != nil || actor.reach == .all else { throw Failure.restricted }
        let chain = try await self.scope(of: slug, for: actor).map { AuditChainID.tenant($0.tenantID) }
        let broken = try await self.signer.runOnce(chain)
        return AuditExport(database: self.database, ends: try await self.ends(of: chain, broken: broken))
    }

    /// The chain of a tenant that the operator may see; `nil` if none is named.
    ///
    /// - Throws: ``Failure/unknownTenant``; a `PostgresError`.
    func scope(of slug: String?, for actor: Operator) async throws -> TenantScope? {
        guard let slug else { return nil }
        guard let scope = try await self.tenants.scope(of: slug, for: actor) else { throw Failure.unknownTenant }
        return scope
    }

    private func read(_ query: Query, in scope: TenantScope?) async throws -> [(row: AuditRow, slug: String?)] {
        let read: @Sendable (Transaction) async throws -> [(row: AuditRow, slug: String?)] = { transaction in
            try await transaction.query(query).map { (try AuditRow($0), try $0.decode("slug", as: String?.self)) }
        }
        guard let scope else { return try await self.database.inFleet(read) }
        return try await self.database.inTenant(scope, read)
    }

    /// How far each chain is signed: what comes meanwhile is left to the next export. A broken one is shown to its end.
    private func ends(of chain: AuditChainID?, broken: Set<AuditChainID>) async throws -> [AuditExport.End] {
        var query: Query = """
            SELECT c.tenant_id, c.sequence AS last, coalesce(s.sequence, c.sequence) AS signed FROM hookswitch.audit_chain AS c
            LEFT JOIN LATERAL (
                SELECT max(h.sequence) AS sequence FROM hookswitch.audit_head_signature AS h
                WHERE h.tenant_id = c.tenant_id
            ) AS s ON true
            """
        if let chain { query.append(" WHERE c.tenant_id = \(chain.uuid)" as Query) }
        query.append(" ORDER BY c.tenant_id" as Query)
        let statement = query
        return try await self.database.inFleet { transaction in
            try await transaction.query(statement).map { row in
                let chain = AuditChainID(try row.decode("tenant_id", as: UUID.self))
                let signed = try row.decode("signed", as: Int64.self)
                let last = try row.decode("last", as: Int64.self)
                return AuditExport.End(chain: chain, sequence: broken.contains(chain) ? max(signed, last) : signed)
            }
        }
    }
}
