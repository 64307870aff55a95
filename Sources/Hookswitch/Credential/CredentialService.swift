import Foundation
import Postgres

/// Shows credentials and replaces them. Nothing here gives a value back.
public struct CredentialService: Sendable {
    /// A page has at most so many credentials.
    public static let maximumPageSize = 200

    /// Why credentials could not be listed.
    public enum Failure: Error, Hashable, Sendable {
        /// The cursor is not one that a page gave.
        case cursor
    }

    let tenants: TenantService

    var database: Database { self.tenants.database }

    /// Makes the service.
    ///
    /// - Parameter tenants: By whose rules tenants are changed.
    public init(tenants: TenantService) {
        self.tenants = tenants
    }

    /// Lists a tenant's credentials, newest first: the one that is shown to Microsoft, and those that it replaced.
    ///
    /// - Parameters:
    ///   - limit: How many, 1 to ``maximumPageSize``; others become the nearest.
    ///   - after: The `next` of the page before.
    /// - Throws: ``TenantError/unknownTenant``; ``Failure/cursor``; a `PostgresError`.
    public func list(
        of slug: String,
        limit: Int,
        after: String?,
        for actor: Operator
    ) async throws -> CredentialPage {
        guard let scope = try await self.tenants.scope(of: slug, for: actor) else { throw TenantError.unknownTenant }
        var cursor: CredentialID?
        if let after {
            guard let parsed = CredentialID(parsing: after) else { throw Failure.cursor }
            cursor = parsed
        }
        let limit = min(max(limit, 1), Self.maximumPageSize)
        let query = Self.query(of: scope.tenantID, after: cursor, limit: limit + 1)
        let rows = try await self.database.inTenant(scope) { try await $0.query(query) }
        let views = try rows.prefix(limit).map { try CredentialView($0) }
        return CredentialPage(data: views, next: rows.count > limit ? views.last?.id : nil)
    }

    /// Lists credentials of all tenants that the operator may see. Of those that are shown to Microsoft what expires next comes
    /// first, and what nobody knows of last; of those that others took the place of, what was entered last comes first.
    ///
    /// - Parameters:
    ///   - state: How far they are.
    ///   - expiresBefore: Only those that are known to expire before this, or have.
    ///   - limit: How many, 1 to ``maximumPageSize``; others become the nearest.
    ///   - after: The `next` of the page before.
    /// - Throws: ``Failure/cursor``; a `PostgresError`.
    public func list(
        _ state: CredentialView.State = .active,
        expiresBefore: Moment?,
        limit: Int,
        after: String?,
        for actor: Operator
    ) async throws -> CredentialPage {
        switch state {
        case .active: try await self.listActive(expiresBefore: expiresBefore, limit: limit, after: after, for: actor)
        case .retired: try await self.listRetired(expiresBefore: expiresBefore, limit: limit, after: after, for: actor)
        }
    }

    private func listActive(
        expiresBefore: Moment?,
        limit: Int,
        after: String?,
        for actor: Operator
    ) async throws -> CredentialPage {
        var cursor: CredentialCursor?
        if let after {
            guard let parsed = CredentialCursor(parsing: after) else { throw Failure.cursor }
            cursor = parsed
        }
        let limit = min(max(limit, 1), Self.maximumPageSize)
        let query = Self.query(expiresBefore: expiresBefore, within: actor.reach, after: cursor, limit: limit + 1)
        let rows = try await self.database.inFleet { try await $0.query(query) }
        let page = rows.prefix(limit)
        let next = try page.last.map { row in
            CredentialCursor(
                expiresAt: try row.decode("expires_at", as: Moment?.self),
                tenantID: TenantID(try row.decode("tenant_id", as: UUID.self))
            )
        }
        return CredentialPage(
            data: try page.map { try CredentialView($0) },
            next: rows.count > limit ? next?.text : nil
        )
    }

    private func listRetired(
        expiresBefore: Moment?,
        limit: Int,
        after: String?,
        for actor: Operator
    ) async throws -> CredentialPage {
        var cursor: CredentialID?
        if let after {
            guard let parsed = CredentialID(parsing: after) else { throw Failure.cursor }
            cursor = parsed
        }
        let limit = min(max(limit, 1), Self.maximumPageSize)
        let query = Self.retired(expiresBefore: expiresBefore, within: actor.reach, after: cursor, limit: limit + 1)
        let rows = try await self.database.inFleet { try await $0.query(query) }
        let views = try rows.prefix(limit).map { try CredentialView($0) }
        return CredentialPage(data: views, next: rows.count > limit ? views.last?.id : nil)
    }

    /// The statement of a page of one tenant's. The identities begin with their time.
    static func query(of tenantID: TenantID, after: CredentialID?, limit: Int) -> Query {
        var query: Query = """
            SELECT \(CredentialView.columns) FROM hookswitch.credential AS c
            JOIN hookswitch.tenant AS t ON t.tenant_id = c.tenant_id WHERE c.tenant_id = \(tenantID.uuid)
            """
        if let after { query = "\(query) AND c.credential_id < \(after.uuid)" }
        return "\(query) ORDER BY c.credential_id DESC LIMIT \(Int64(limit))"
    }

    /// The statement of a page of all tenants'.
    static func query(
        expiresBefore: Moment?,
        within reach: TenantReach,
        after: CredentialCursor?,
        limit: Int
    ) -> Query {
        var query: Query = """
            SELECT \(CredentialView.columns) FROM hookswitch.credential AS c
            JOIN hookswitch.tenant AS t ON t.tenant_id = c.tenant_id
            WHERE c.state = 'active' AND \(reach.condition(on: "c.tenant_id"))
            """
        if let expiresBefore {
            query = "\(query) AND coalesce(c.expires_at, 'infinity'::timestamptz) < \(expiresBefore)"
        }
        if let after { query = "\(query) AND \(after.condition)" }
        return """
            \(query) ORDER BY coalesce(c.expires_at, 'infinity'::timestamptz), c.tenant_id LIMIT \(Int64(limit))
            """
    }

    /// The statement of a page of all tenants' that others took the place of. The identities begin with their time.
    static func retired(
        expiresBefore: Moment?,
        within reach: TenantReach,
        after: CredentialID?,
        limit: Int
    ) -> Query {
        var query: Query = """
            SELECT \(CredentialView.columns) FROM hookswitch.credential AS c
            JOIN hookswitch.tenant AS t ON t.tenant_id = c.tenant_id
            WHERE c.state = 'retired' AND \(reach.condition(on: "c.tenant_id"))
            """
        if let expiresBefore { query = "\(query) AND c.expires_at < \(expiresBefore)" }
        if let after { query = "\(query) AND c.credential_id < \(after.uuid)" }
        return "\(query) ORDER BY c.credential_id DESC LIMIT \(Int64(limit))"
    }
}
