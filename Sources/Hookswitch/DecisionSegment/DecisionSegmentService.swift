import Foundation
public import Logging
import Postgres
public import ServiceLifecycle

/// Shows and exports sealed segments of decisions, and seals them while the server runs.
public struct DecisionSegmentService: Sendable {
    /// A page has at most so many segments: more than half a year of days.
    public static let maximumPageSize = 200

    /// Why segments could not be shown.
    public enum Failure: Error, Hashable, Sendable {
        /// There is no tenant of that name, or it is not the operator's.
        case unknownTenant
        /// The cursor is not one that a page gave.
        case cursor
        /// Nobody said why.
        case noReason
        /// The end of the tenant's segments is as it was sealed: there is nothing to begin anew behind.
        case unbroken
    }

    /// Seals days that are over, and drops months whose time is over.
    public let sealing: any Service
    /// How it stands.
    let status: SealingStatus
    let database: Database
    /// Seals, and knows what it has sealed.
    let sealer: DecisionSealer
    private let tenants: TenantService

    /// Makes the service.
    ///
    /// - Parameter retentionDays: A month of decisions is dropped so many days after its end; 0 keeps all.
    /// - Throws: What the library says if no key can be derived from the key ring.
    public init(
        database: Database,
        keyRing: KeyRing,
        tenants: TenantService,
        retentionDays: Int,
        logger: Logger
    ) throws {
        let status = SealingStatus()
        let sealer = try DecisionSealer(database: database, keyRing: keyRing, logger: logger)
        self.database = database
        self.tenants = tenants
        self.status = status
        self.sealer = sealer
        self.sealing = RecurringWork.sealing(
            sealer,
            heads: SealedHeadRecord(database: database),
            retention: try DecisionRetention(database: database, keyRing: keyRing, days: retentionDays, logger: logger),
            clocks: ClockAgreement(database: database),
            status: status,
            logger: logger
        )
    }

    /// Lists a tenant's sealed segments, newest first.
    ///
    /// - Parameters:
    ///   - limit: How many, 1 to ``maximumPageSize``; others become the nearest.
    ///   - after: The `next` of the page before.
    /// - Throws: ``Failure``; a `PostgresError`.
    public func list(_ slug: String, limit: Int, after: String?, for actor: Operator) async throws -> SegmentPage {
        let scope = try await self.scope(of: slug, for: actor)
        let limit = min(max(limit, 1), Self.maximumPageSize)
        var before = Int64.max
        if let after {
            guard let number = Self.number(ofCursor: after) else { throw Failure.cursor }
            before = number
        }
        let query = Self.list(scope.tenantID.uuid, before: before, limit: limit)
        let views = try await self.database.inTenant(scope) { transaction in
            try await transaction.query(query).map { try SegmentView($0, of: scope.tenantID) }
        }
        let page = views.prefix(limit)
        return SegmentPage(
            data: Array(page),
            next: views.count > limit ? page.last.map { Self.cursor(behind: $0.segment) } : nil
        )
    }

    /// Exports a tenant's sealed segments with their decisions.
    ///
    /// - Throws: ``Failure/unknownTenant``; a `PostgresError`.
    public func export(_ slug: String, for actor: Operator) async throws -> SegmentExport {
        let scope = try await self.scope(of: slug, for: actor)
        // What is sealed meanwhile is left to the next export.
        let end = try await self.database.inTenant(scope) { transaction in
            try await transaction.query(
                """
                SELECT coalesce(max(number), 0) AS last FROM hookswitch.decision_segment
                WHERE tenant_id = \(scope.tenantID.uuid)
                """
            ).first?.decode("last", as: Int64.self) ?? 0
        }
        return SegmentExport(database: self.database, scope: scope, end: end)
    }

    func scope(of slug: String, for actor: Operator) async throws -> TenantScope {
        guard let scope = try await self.tenants.scope(of: slug, for: actor) else { throw Failure.unknownTenant }
        return scope
    }

    /// One more than a page has, so that it is known whether there is another.
    private static func list(_ tenant: UUID, before: Int64, limit: Int) -> Query {
        """
        SELECT \(SealedSegment.columns), (
            SELECT min(d.dropped_at) FROM hookswitch.decision_drop AS d
            WHERE d.month = date_trunc('month', s.day::timestamp)::date AND d.dropped_at >= s.sealed_at
        ) AS dropped_at
        FROM hookswitch.decision_segment AS s
        WHERE s.tenant_id = \(tenant) AND s.number < \(before)
        ORDER BY s.number DESC LIMIT \(Int64(limit) + 1)
        """
    }

    /// What a cursor names is where the page ended, in a form that nobody is tempted to count with.
    private static func cursor(behind number: Int64) -> String {
        Base32.encode(UUID(high: 0, low: UInt64(bitPattern: number)).bytes)
    }

    private static func number(ofCursor text: String) -> Int64? {
        guard let place = Base32.decode128(Array(text.utf8)[...]), place.high == 0 else { return nil }
        let number = Int64(bitPattern: place.low)
        return number >= 1 ? number : nil
    }
}
