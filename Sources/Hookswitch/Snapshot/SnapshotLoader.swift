import Foundation
import Logging
import Postgres

/// Reads tenants out of Postgres into a snapshot: all at the start, and then those that changed.
struct SnapshotLoader: Sendable {
    /// Why the first snapshot cannot be made.
    enum Failure: Error, Hashable, Sendable {
        /// The key ring does not open so many tenants' keys; the first reason.
        case keyRing(tenantCount: Int, SealError)
    }

    /// Tenants read in one query; a fleet of thousands comes in several, so that no answer grows without bound.
    private static let maximumBatchCount = 500

    let database: Database
    let assembly: TenantAssembly
    let logger: Logger

    /// Reads what differs from a snapshot.
    ///
    /// - Parameters:
    ///   - previous: The snapshot so far.
    ///   - isFirst: Whether a key that does not open is a reason to refuse: at the start it means the wrong key ring,
    ///     later it is one tenant's trouble.
    func load(after previous: Snapshot, isFirst: Bool) async throws -> Snapshot {
        let readAt = ContinuousClock.now
        // The one thing that comes round for every tenant, also for those without calls, and with Postgres away.
        self.assembly.cacheBudget.sweep(at: readAt)
        let revisions = try await self.revisions()
        let changed = revisions.filter { previous.tenants[$0.key]?.revision != $0.value }.map(\.key.uuid)
        var tenants = previous.tenants.filter { revisions[$0.key] != nil }
        var failures: [SealError] = []

        for start in stride(from: 0, to: changed.count, by: Self.maximumBatchCount) {
            let batch = Array(changed[start..<min(start + Self.maximumBatchCount, changed.count)])
            for row in try await self.rows(batch) {
                let id = row.tenant.tenantID
                do {
                    tenants[id] = try self.assembly.assemble(row, previous: previous.tenants[id])
                } catch let error as SealError {
                    failures.append(error)
                    self.logger.error(
                        "a tenant's key does not open",
                        metadata: ["tenant": "\(row.tenant.slug)", "reason": "\(error)"]
                    )
                } catch let refusal as DocumentRefusal {
                    let reason = refusal.issues.first?.description ?? "its endpoint is not one"
                    self.logger.error(
                        "a tenant's document is not accepted",
                        metadata: ["tenant": "\(row.tenant.slug)", "reason": "\(reason)"]
                    )
                }
            }
        }
        if isFirst, let failure = failures.first {
            throw Failure.keyRing(tenantCount: failures.count, failure)
        }
        return Snapshot(tenants: tenants, readAt: readAt)
    }

    private func revisions() async throws -> [TenantID: Int64] {
        try await self.database.inFleet { transaction in
            var revisions: [TenantID: Int64] = [:]
            for row in try await transaction.query("SELECT tenant_id, revision FROM hookswitch.tenant") {
                let id = TenantID(try row.decode("tenant_id", as: UUID.self))
                revisions[id] = try row.decode("revision", as: Int64.self)
            }
            return revisions
        }
    }

    private func rows(_ ids: [UUID]) async throws -> [SnapshotRow] {
        try await self.database.inFleet { transaction in
            let rows = try await transaction.query("\(SnapshotRow.query) WHERE t.tenant_id = ANY(\(ids))")
            return try rows.map { try SnapshotRow($0) }
        }
    }
}
