import Foundation
import Postgres

extension TenantService {
    /// Makes a tenant; one that is there stays as it is.
    ///
    /// - Parameters:
    ///   - document: What ``read(_:)`` gave.
    ///   - dryRun: Whether everything is done but the commit.
    /// - Throws: ``TenantError/slugTaken``; ``TenantsOutOfReach`` for an operator who works in some tenants alone;
    ///   ``DocumentRefusal``, also if another tenant has the external id; a `PostgresError`.
    public func create(
        _ document: TenantDocument,
        by actor: Operator,
        dryRun: Bool
    ) async throws -> AppliedTenant {
        var random = SystemRandomNumberGenerator()
        let id = TenantID(UUID.timeOrdered(at: .now(), random: &random))
        guard let scope = actor.scope(of: id) else { throw TenantsOutOfReach(documents: [0]) }
        do {
            // Whoever makes the same tenant at the same moment meets the constraint of its slug, and changes nothing.
            let applied = try await self.database.inTenant(scope, dryRun: dryRun) { transaction in
                try await TenantChange(document: document, index: 0, scope: scope, service: self)
                    .apply(by: actor, in: transaction)
            }
            return dryRun ? applied.withoutDrawnParts() : applied
        } catch let error as PostgresError where error.constraint == "tenant_slug_key" {
            throw TenantError.slugTaken
        }
    }

    /// Makes a tenant of an external id.
    func create(
        _ document: TenantDocument,
        under id: ExternalID,
        by actor: Operator,
        dryRun: Bool
    ) async throws -> AppliedTenant {
        do {
            return try await self.create(document, by: actor, dryRun: dryRun)
        } catch is TenantsOutOfReach {
            throw TenantError.unknownTenant
        } catch let refusal as DocumentRefusal where refusal.isOfTakenExternalID {
            // Somebody made it since we looked.
            throw TenantError.externalIDTaken
        }
    }
}
