import Foundation
public import Logging
import Postgres
import Routing
public import ServiceLifecycle

/// Finds what is kept of one caller of a tenant, and erases it.
public struct PrivacyService: Sendable {
    /// Clocks of servers may be so far ahead of the database's: of a caller who was erased, a decision that bears a time so
    /// much later was made before. It also covers calls that were under way.
    static let clockMargin = Duration.seconds(300)
    /// How long the decisions of one caller may be counted: some million, read by an index.
    private static let countingTime = Duration.seconds(15)

    let database: Database
    let tenants: TenantService
    let snapshots: SnapshotSource
    let keys: TenantKeyStore
    let signer: CertificateSigner
    let work: ErasureWork
    let logger: Logger
    private let spool: SpoolSearch?

    /// Makes the service.
    ///
    /// - Parameters:
    ///   - snapshots: Where this server's caches are.
    ///   - spool: This server's spool; `nil` if it has none.
    /// - Throws: What the library says if no key for signing can be derived from the key ring.
    public init(
        database: Database,
        keyRing: KeyRing,
        tenants: TenantService,
        snapshots: SnapshotSource,
        spool: Spool?,
        logger: Logger
    ) throws {
        self.database = database
        self.tenants = tenants
        self.snapshots = snapshots
        self.keys = TenantKeyStore(keyRing: keyRing)
        self.signer = try CertificateSigner(keyRing: keyRing)
        self.logger = logger
        self.work = try ErasureWork(database: database, keyRing: keyRing, logger: logger)
        self.spool = spool.map { SpoolSearch(backlog: $0.backlog) }
    }

    /// Forgets erased callers once no spool can bring them back.
    public var upkeep: any Service { RecurringWork.forgettingErased(self.database, logger: self.logger) }

    /// Goes on with erasures that a request did not see to their end.
    public var job: any Service { RecurringWork.erasing(self.work, logger: self.logger) }

    /// Finds what is kept of a caller, and records in the same transaction who asked and why.
    ///
    /// - Parameter text: The number as the tenant's region writes it, or with its country code.
    /// - Throws: ``PrivacyRefusal``; ``SealError`` if the key ring does not open the tenant's key; a `PostgresError`.
    public func find(_ text: String, of slug: String, by actor: Operator) async throws -> FoundCaller {
        guard let scope = try await self.tenants.scope(of: slug, for: actor) else {
            throw PrivacyRefusal.unknownTenant
        }
        guard actor.origin.reason != nil else { throw PrivacyRefusal.noReason }
        let (caller, decisions) = try await self.look(for: text, scope, by: actor)
        let served = self.snapshots.current.tenants[scope.tenantID]
        return FoundCaller(
            tenant: slug,
            caller: caller.mask,
            decisions: decisions,
            spool: await self.found(caller, of: scope.tenantID),
            isRemembered: served?.directory.remembers(caller.number) ?? false
        )
    }

    /// What this server's spool holds; `nil` if it cannot be read.
    private func found(_ caller: SoughtCaller, of tenantID: TenantID) async -> FoundCaller.Spool? {
        guard let spool else { return FoundCaller.Spool() }
        do throws(SpoolError) {
            return try await spool.count(of: tenantID, digests: caller.digests)
        } catch {
            self.logger.warning("the spool cannot be searched", metadata: ["reason": "\(error)"])
            return nil
        }
    }

    /// Counts a caller's decisions, and records in the same transaction who asked and why.
    func look(
        for text: String,
        _ scope: TenantScope,
        by actor: Operator
    ) async throws -> (SoughtCaller, FoundCaller.Decisions) {
        try await self.database.inTenant(scope, statementTimeout: Self.countingTime) { transaction in
            let caller = try await SoughtCaller.read(text, of: scope, with: self.keys, in: transaction)
            let decisions = try await Self.decisions(of: caller, scope, in: transaction)
            let entry = AuditEntry(
                action: "privacy.find",
                subject: "caller \(caller.mask)",
                before: nil,
                after: try AuditValue.members([
                    "caller": .text(caller.mask), "caller_digest": .text(caller.digestText),
                    "decisions": .integer(decisions.count),
                ]).json()
            )
            try await entry.record(in: scope, by: actor, through: transaction)
            return (caller, decisions)
        }
    }

    private static func decisions(
        of caller: SoughtCaller,
        _ scope: TenantScope,
        in transaction: Transaction
    ) async throws -> FoundCaller.Decisions {
        let rows = try await transaction.query(
            """
            SELECT count(*) AS count, min(decided_at) AS first_at, max(decided_at) AS last_at FROM hookswitch.decision
            WHERE tenant_id = \(scope.tenantID.uuid) AND caller_digest = ANY(\(caller.digests))
            """
        )
        return FoundCaller.Decisions(
            count: try rows.first?.decode("count", as: Int64.self) ?? 0,
            firstAt: try rows.first?.decode("first_at", as: Date?.self)?.rfc3339,
            lastAt: try rows.first?.decode("last_at", as: Date?.self)?.rfc3339
        )
    }
}
