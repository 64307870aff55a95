import Dynamics
import Foundation
import HookswitchTesting
import NIOPosix
import Routing

@testable import Hookswitch

extension AdminBundle {
    /// Reads the tenants, as a running server does at each change.
    func readSnapshot() async throws {
        let upstream = try Upstream(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: self.log.logger)
        do {
            let assembly = try self.assembly(upstream)
            let loader = SnapshotLoader(database: self.database, assembly: assembly, logger: self.log.logger)
            self.snapshots.publish(try await loader.load(after: .empty, isFirst: true))
            await upstream.shutdown()
        } catch {
            await upstream.shutdown()
            throw error
        }
    }

    /// Puts tenants together as a running server does.
    func assembly(_ upstream: Upstream) throws -> TenantAssembly {
        let cacheLimits = CallerCacheLimits()
        return TenantAssembly(
            keyStore: TenantKeyStore(keyRing: self.keyRing),
            egress: EgressPolicy(),
            authority: try EgressPolicy().authority("https://login.microsoftonline.com"),
            upstream: upstream,
            cacheLimits: cacheLimits,
            cacheBudget: CacheBudget(maximumCount: cacheLimits.maximumTotalCount),
            logger: self.log.logger
        )
    }

    /// Ships decisions of one tenant, a second apart, as the spool does.
    ///
    /// - Returns: Their ids, oldest first.
    func ship(count: Int64, of slug: String) async throws -> [DecisionID] {
        let tenants = TenantService(
            database: self.database,
            keyRing: self.keyRing,
            egress: EgressPolicy(),
            authorityHost: "login.microsoftonline.com",
            publicURL: nil
        )
        guard let tenantID = try await tenants.find(slug) else { return [] }
        let start = Moment.now().microseconds - count * 1_000_000
        let writer = UUID()
        let pool = try PhoneNumber(parsing: "+35840675644")
        let decisions = (1...count).map { sequence in
            SpooledDecision(
                sequence: sequence,
                tenantID: tenantID,
                decidedAt: Moment(microseconds: start + sequence * 1_000_000),
                outcome: .withheld,
                pool: pool,
                target: nil,
                choice: nil,
                tenantVersion: 1,
                callerFact: .withheld,
                callerIdentity: nil,
                callID: "call-\(sequence)",
                targetID: nil,
                lookup: nil,
                durationMicroseconds: 1500
            )
        }
        try await DecisionLedger(database: self.database).insert(decisions.map { .decision($0) }, of: writer, after: 0)
        return decisions.map { DecisionID(decidedAt: $0.decidedAt, writer: writer, sequence: $0.sequence) }
    }
}
