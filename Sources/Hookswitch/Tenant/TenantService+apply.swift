import Foundation
import Postgres

extension TenantService {
    /// How often apply begins anew when another operator made the same tenant at the same moment.
    private static let maximumAttemptCount = 3

    /// Creates or changes tenants, all of them or none; applying the same documents again changes nothing.
    ///
    /// - Parameters:
    ///   - documents: What ``read(_:)`` gave.
    ///   - actor: Who does it.
    ///   - dryRun: Whether everything is done but the commit.
    /// - Returns: What became of each, in the order of the documents.
    /// - Throws: ``DocumentRefusal`` if a document does not fit what is there; ``TenantsOutOfReach``; a `PostgresError`.
    public func apply(
        _ documents: [TenantDocument],
        by actor: Operator,
        dryRun: Bool
    ) async throws -> [AppliedTenant] {
        var attempt = 1
        while true {
            do {
                return try await self.applyOnce(documents, by: actor, dryRun: dryRun)
            } catch let error as PostgresError where error.constraint == "tenant_slug_key" {
                guard attempt < Self.maximumAttemptCount else { throw error }
                attempt += 1
            }
        }
    }

    private func applyOnce(
        _ documents: [TenantDocument],
        by actor: Operator,
        dryRun: Bool
    ) async throws -> [AppliedTenant] {
        var scopes: [TenantScope] = []
        var unreachable: [Int] = []
        for (index, document) in documents.enumerated() {
            var random = SystemRandomNumberGenerator()
            let new = TenantID(UUID.timeOrdered(at: .now(), random: &random))
            let tenantID = try await self.find(document.slug.text)
            let scope =
                if let tenantID { try await self.scope(of: tenantID, for: actor) } else { actor.scope(of: new) }
            if let scope {
                scopes.append(scope)
            } else {
                unreachable.append(index)
            }
        }
        guard unreachable.isEmpty else { throw TenantsOutOfReach(documents: unreachable) }
        let work = Array(zip(documents, scopes).enumerated())
        guard let first = scopes.first else { return [] }

        return try await self.database.inTenant(first, dryRun: dryRun) { transaction in
            var applied: [AppliedTenant] = []
            var issues: [DocumentIssue] = []
            for (index, (document, scope)) in work {
                try await self.database.enter(scope, in: transaction)
                let change = TenantChange(document: document, index: index, scope: scope, service: self)
                do {
                    let result = try await change.apply(by: actor, in: transaction)
                    applied.append(dryRun ? result.withoutDrawnParts() : result)
                } catch let refusal as DocumentRefusal {
                    issues += refusal.issues
                    // Postgres found that out, and takes no further statement in this transaction.
                    if refusal.isOfTakenExternalID { break }
                }
            }
            guard issues.isEmpty else { throw DocumentRefusal(issues: issues) }
            return applied
        }
    }
}
