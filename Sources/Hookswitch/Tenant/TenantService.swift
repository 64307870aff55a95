public import Dynamics
import Foundation
import Postgres

/// Creates, changes and shows tenants.
public struct TenantService: Sendable {
    /// A page has at most so many tenants.
    public static let maximumPageSize = 200

    let database: Database
    let keyRing: KeyRing
    let egress: EgressPolicy
    let authorityHost: String
    let publicURL: String?
    /// What looks through this server's spool; `nil` if there is none.
    let spool: SpoolSearch?

    /// Makes the service.
    ///
    /// - Parameters:
    ///   - database: Where tenants are kept.
    ///   - keyRing: What seals their keys.
    ///   - egress: Which Dataverse hosts are allowed.
    ///   - authorityHost: Entra's host; secrets are sealed for it and no other.
    ///   - publicURL: What webhook addresses begin with.
    ///   - spool: This server's spool, in which a tenant may have calls that nobody else knows of; `nil` if it has none.
    public init(
        database: Database,
        keyRing: KeyRing,
        egress: EgressPolicy,
        authorityHost: String,
        publicURL: String?,
        spool: Spool? = nil
    ) {
        self.database = database
        self.keyRing = keyRing
        self.egress = egress
        self.authorityHost = authorityHost
        self.publicURL = publicURL
        self.spool = spool.map { SpoolSearch(backlog: $0.backlog) }
    }

    /// Reads documents that came over the admin API.
    ///
    /// - Throws: ``DocumentRefusal`` with all that is wrong.
    public func read(_ text: String) throws(DocumentRefusal) -> [TenantDocument] {
        try TenantDocumentReader(secrets: .inlineOnly, egress: self.egress).read(text)
    }

    /// Shows one tenant.
    ///
    /// - Returns: `nil` if there is none of that name that the operator may see.
    public func show(_ slug: String, for actor: Operator) async throws -> TenantView? {
        try await self.database.inFleet { transaction in
            let rows = try await transaction.query(
                "\(TenantView.query) WHERE t.slug = \(slug) AND \(actor.reach.condition(on: "t.tenant_id"))"
            )
            return try rows.first.map { try TenantView($0, publicURL: self.publicURL) }
        }
    }

    /// The tenant's document without its secret: applying it changes nothing. One that this version of Hookswitch cannot
    /// read is given as it is stored, so that it can be mended.
    ///
    /// - Returns: `nil` if there is no tenant of that name that the operator may see.
    public func document(_ slug: String, for actor: Operator) async throws -> ExportedDocument? {
        try await self.database.inFleet { transaction in
            let rows = try await transaction.query(
                "\(TenantView.query) WHERE t.slug = \(slug) AND \(actor.reach.condition(on: "t.tenant_id"))"
            )
            guard let row = rows.first else { return nil }
            return ExportedDocument(json: try Self.json(of: row), version: try TenantRow(row).version)
        }
    }

    /// The document of a row of ``TenantView/query`` as it is given out, in JSON.
    static func json(of row: Row) throws -> String {
        guard let document = try Self.exportedDocument(of: row) else { return try TenantRow(row).document }
        return try document.json(includingSecret: false)
    }

    /// The document of a row of ``TenantView/query`` as it is given out; `nil` if this version of Hookswitch cannot read it.
    static func exportedDocument(of row: Row) throws -> TenantDocument? {
        guard let document = try? TenantRow(row).parsed() else { return nil }
        guard try row.decode("fingerprint", as: String?.self) != nil else { return document }
        let expiresAt = try row.decode("credential_expires_at", as: Date?.self)
        return document.with(TenantDocument.Credential(secret: nil, expiresAt: expiresAt))
    }

    /// The right to work inside the tenant of a name.
    ///
    /// - Returns: `nil` if there is none of that name that the operator may see: nothing tells the two apart.
    func scope(of slug: String, for actor: Operator) async throws -> TenantScope? {
        guard let tenantID = try await self.find(slug) else { return nil }
        return try await self.scope(of: tenantID, for: actor)
    }

    /// The right to work inside a tenant, as it is now: a tag may have been taken from the tenant since the operator's request
    /// was let in, whose body took its time. Each transaction in that scope looks once more.
    ///
    /// - Returns: `nil` if the tenant is not the operator's, or no longer.
    func scope(of tenantID: TenantID, for actor: Operator) async throws -> TenantScope? {
        guard let scope = actor.scope(of: tenantID) else { return nil }
        guard actor.restriction.isByTag else { return scope }
        guard try await self.database.inFleet({ try await actor.restriction.leaves(tenantID, in: $0) }) else {
            return nil
        }
        return TenantScope(authenticated: scope.tenantID, leftBy: actor.restriction)
    }

    /// The tenant's identity, whoever asks.
    ///
    /// - Returns: `nil` if there is none of this slug; of what cannot be a slug nobody is asked.
    func find(_ slug: String) async throws -> TenantID? {
        guard let slug = Slug(parsing: slug)?.text else { return nil }
        return try await self.database.inFleet { transaction in
            let rows = try await transaction.query("SELECT tenant_id FROM hookswitch.tenant WHERE slug = \(slug)")
            return try rows.first.map { TenantID(try $0.decode("tenant_id", as: UUID.self)) }
        }
    }

    /// The short names of tenants.
    func slugs(of ids: Set<TenantID>) async throws -> [TenantID: String] {
        let uuids = ids.map(\.uuid)
        return try await self.database.inFleet { transaction in
            var slugs: [TenantID: String] = [:]
            for row in try await transaction.query(
                "SELECT tenant_id, slug FROM hookswitch.tenant WHERE tenant_id = ANY(\(uuids))"
            ) {
                let id = TenantID(try row.decode("tenant_id", as: UUID.self))
                slugs[id] = try row.decode("slug", as: String.self)
            }
            return slugs
        }
    }
}
