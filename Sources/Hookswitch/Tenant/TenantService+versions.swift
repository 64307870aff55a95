import Foundation
import Postgres

extension TenantService {
    /// Lists the versions of a tenant's document, newest first.
    ///
    /// - Parameters:
    ///   - limit: How many, 1 to ``maximumPageSize``; others become the nearest.
    ///   - before: The `next` of the page before.
    /// - Throws: ``TenantError/unknownTenant``; a `PostgresError`.
    public func versions(
        of slug: String,
        limit: Int,
        before: Int32?,
        for actor: Operator
    ) async throws -> TenantVersionPage {
        guard let scope = try await self.scope(of: slug, for: actor) else { throw TenantError.unknownTenant }
        let limit = min(max(limit, 1), Self.maximumPageSize)
        return try await self.database.inTenant(scope) { transaction in
            let rows = try await transaction.query(
                """
                SELECT v.version, v.created_at, v.actor, v.version = t.version AS is_current
                FROM hookswitch.tenant_version AS v JOIN hookswitch.tenant AS t ON t.tenant_id = v.tenant_id
                WHERE v.tenant_id = \(scope.tenantID.uuid) AND v.version < \(before.map(Int64.init) ?? Int64.max)
                ORDER BY v.version DESC LIMIT \(Int64(limit + 1))
                """
            )
            let versions = try rows.prefix(limit).map { row in
                TenantVersionView(
                    version: try row.decode("version", as: Int32.self),
                    createdAt: try row.decode("created_at", as: Date.self).rfc3339,
                    actor: try row.decode("actor", as: String?.self),
                    isCurrent: try row.decode("is_current", as: Bool.self)
                )
            }
            return TenantVersionPage(data: versions, next: rows.count > limit ? versions.last?.version : nil)
        }
    }

    /// Shows a version of a tenant's document.
    ///
    /// - Throws: ``TenantError``; a `PostgresError`.
    public func version(
        _ version: Int32,
        of slug: String,
        for actor: Operator
    ) async throws -> TenantVersionDocument {
        guard let scope = try await self.scope(of: slug, for: actor) else { throw TenantError.unknownTenant }
        return try await self.database.inTenant(scope) { transaction in
            try await Self.version(version, of: scope.tenantID, in: transaction)
        }
    }

    /// What differs between two versions of a tenant's document.
    ///
    /// - Parameters:
    ///   - from: A version; 0 is nothing at all; `nil` is the one before `to`.
    ///   - to: A version; `nil` is the one in use.
    /// - Throws: ``TenantError``; a `PostgresError`.
    public func diff(of slug: String, from: Int32?, to: Int32?, for actor: Operator) async throws -> TenantDiff {
        guard let scope = try await self.scope(of: slug, for: actor) else { throw TenantError.unknownTenant }
        return try await self.database.inTenant(scope) { transaction in
            let to = try await Self.current(to, of: scope.tenantID, in: transaction)
            let from = from ?? max(0, to - 1)
            let old = from == 0 ? .empty : try await Self.version(from, of: scope.tenantID, in: transaction).document
            let new = to == 0 ? .empty : try await Self.version(to, of: scope.tenantID, in: transaction).document
            return TenantDiff(from: from, to: to, changes: DocumentDiff(from: old, to: new).changes)
        }
    }

    private static func current(
        _ version: Int32?,
        of tenantID: TenantID,
        in transaction: Transaction
    ) async throws -> Int32 {
        if let version { return version }
        let rows = try await transaction.query(
            "SELECT version FROM hookswitch.tenant WHERE tenant_id = \(tenantID.uuid)"
        )
        guard let row = rows.first else { throw TenantError.unknownTenant }
        return try row.decode("version", as: Int32.self)
    }

    private static func version(
        _ version: Int32,
        of tenantID: TenantID,
        in transaction: Transaction
    ) async throws -> TenantVersionDocument {
        let rows = try await transaction.query(
            """
            SELECT version, created_at, actor, document::text AS document FROM hookswitch.tenant_version
            WHERE tenant_id = \(tenantID.uuid) AND version = \(version)
            """
        )
        guard let row = rows.first else { throw TenantError.unknownVersion }
        return TenantVersionDocument(
            version: version,
            createdAt: try row.decode("created_at", as: Date.self).rfc3339,
            actor: try row.decode("actor", as: String?.self),
            document: try DocumentValue(json: try row.decode("document", as: String.self))
        )
    }
}
