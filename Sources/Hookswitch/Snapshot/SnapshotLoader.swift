import Foundation
import Logging
import Postgres

/// Reads tenants out of Postgres into a snapshot: all at the start, and then those that changed.
struct SnapshotLoader: Sendable {
    /// Why the first snapshot cannot be made.
    enum Failure: Error, Hashable, Sendable {
        /// The key ring opens no tenant's key, of so many; the first reason.
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
    ///   - isFirst: Whether it is a reason to refuse that no key opens: at the start it means the wrong key ring. One that
    ///     does not open is one tenant's trouble, then and later.
    func load(after previous: Snapshot, isFirst: Bool) async throws -> Snapshot {
        let readAt = ContinuousClock.now
        // The one thing that comes round for every tenant, also for those without calls, and with Postgres away.
        self.assembly.cacheBudget.sweep(at: readAt)
        let revisions = try await self.revisions()
        let changed = revisions.filter { !previous.has(revision: $0.value, of: $0.key) }.map(\.key.uuid)
        var tenants = previous.tenants.filter { revisions[$0.key] != nil }
        var unusable = previous.unusable.filter { revisions[$0.key] == $0.value }
        var failures: [SealError] = []

        for start in stride(from: 0, to: changed.count, by: Self.maximumBatchCount) {
            let batch = Array(changed[start..<min(start + Self.maximumBatchCount, changed.count)])
            for row in try await self.rows(batch) {
                let id = row.tenant.tenantID
                previous.tenants[id]?.directory.forget(row.erasedDigests)
                do {
                    tenants[id] = try self.assembly.assemble(row, previous: previous.tenants[id])
                } catch let error as SealError {
                    failures.append(error)
                    self.keepServing(id, row, in: &tenants)
                    unusable[id] = row.tenant.revision
                    self.logger.error(
                        "a tenant's key does not open",
                        metadata: ["tenant": "\(row.tenant.slug)", "reason": "\(error)"]
                    )
                } catch let refusal as DocumentRefusal {
                    self.keepServing(id, row, in: &tenants)
                    unusable[id] = row.tenant.revision
                    let reason = refusal.issues.first?.description ?? "its endpoint is not one"
                    self.logger.error(
                        "a tenant's document is not accepted",
                        metadata: ["tenant": "\(row.tenant.slug)", "reason": "\(reason)"]
                    )
                }
            }
        }
        if isFirst, tenants.isEmpty, let failure = failures.first {
            throw Failure.keyRing(tenantCount: failures.count, failure)
        }
        return Snapshot(tenants: tenants, unusable: unusable, readAt: readAt)
    }

    /// Serves a tenant as it was so far, for its calls come first; but a key that was revoked since is revoked,
    /// and a tenant that was suspended since is suspended.
    private func keepServing(_ id: TenantID, _ row: SnapshotRow, in tenants: inout [TenantID: ServedTenant]) {
        tenants[id] = tenants[id]?.relocked(with: row.keyDigests, status: row.tenant.status)
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
