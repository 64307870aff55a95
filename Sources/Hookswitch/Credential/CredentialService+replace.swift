import Foundation
import Postgres
public import Routing

extension CredentialService {
    /// Replaces the secret that a tenant shows to Microsoft, or says when it expires, by the rules of the tenant's document:
    /// it is sealed for the hosts that the document names, the document gets a new version, and the audit has fingerprints.
    ///
    /// - Parameters:
    ///   - secret: The value; `nil` keeps the one there is.
    ///   - expiresAt: When Entra stops accepting it; `nil` is unknown.
    /// - Throws: ``TenantError/unknownTenant``; ``VersionConflict``; ``CredentialRefusal``; ``DocumentRefusal`` if the stored
    ///   document cannot be read, or the kept secret was entered for other hosts; a `PostgresError`.
    public func replace(
        of slug: String,
        with secret: Secret?,
        expiresAt: Moment?,
        if condition: VersionCondition,
        by actor: Operator,
        dryRun: Bool
    ) async throws -> AppliedTenant {
        guard let scope = try await self.tenants.scope(of: slug, for: actor) else { throw TenantError.unknownTenant }
        if let secret { try CredentialRefusal.check(secret) }
        let credential = TenantDocument.Credential(secret: secret, expiresAt: expiresAt?.date)
        return try await self.database.inTenant(scope, dryRun: dryRun) { transaction in
            let rows = try await transaction.query(
                """
                SELECT \(TenantRow.columns), EXISTS (
                    SELECT FROM hookswitch.credential AS c WHERE c.tenant_id = t.tenant_id AND c.state = 'active'
                ) AS has_secret
                FROM hookswitch.tenant AS t WHERE t.tenant_id = \(scope.tenantID.uuid) FOR UPDATE OF t
                """
            )
            guard let row = rows.first else { throw TenantError.unknownTenant }
            let hasSecret = try row.decode("has_secret", as: Bool.self)
            guard secret != nil || hasSecret else { throw CredentialRefusal.noSecret }
            let change = TenantChange(
                document: try TenantRow(row).parsed().with(credential),
                index: 0,
                scope: scope,
                service: self.tenants,
                condition: condition,
                action: "credential.replace"
            )
            return try await change.apply(by: actor, in: transaction)
        }
    }
}
