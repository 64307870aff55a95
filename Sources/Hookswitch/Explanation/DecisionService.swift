import Foundation
import Postgres
public import Routing

/// Lists decisions and explains them.
public struct DecisionService: Sendable {
    /// A page has at most so many decisions.
    public static let maximumPageSize = 200

    /// Why decisions could not be listed.
    public enum Failure: Error, Hashable, Sendable {
        /// There is no tenant of that name that the operator may see.
        case unknownTenant
        /// The cursor is not one that a page gave.
        case cursor
    }

    let database: Database
    let store: DecisionStore
    let tenants: TenantService

    /// Makes the service.
    public init(database: Database, tenants: TenantService) {
        self.database = database
        self.store = DecisionStore(database: database)
        self.tenants = tenants
    }

    /// Lists decisions, newest first.
    ///
    /// - Parameters:
    ///   - slug: The tenant; `nil` lists those of all that the operator may see.
    ///   - limit: How many, 1 to ``maximumPageSize``; others become the nearest.
    ///   - after: The `next` of the page before.
    ///   - outcome: Only those that ended so.
    /// - Throws: ``Failure``; a `PostgresError`.
    public func list(
        tenant slug: String?,
        limit: Int,
        after: String?,
        outcome: Outcome?,
        for actor: Operator
    ) async throws -> DecisionPage {
        let limit = min(max(limit, 1), Self.maximumPageSize)
        var scope: TenantScope?
        if let slug {
            scope = try await self.tenants.scope(of: slug, for: actor)
            guard scope != nil else { throw Failure.unknownTenant }
        }
        var before: DecisionCursor?
        if let after {
            guard let cursor = DecisionCursor(parsing: after) else { throw Failure.cursor }
            before = cursor
        }
        let search = DecisionSearch(scope: scope, reach: actor.reach, limit: limit, before: before, outcome: outcome)
        return try await self.page(search)
    }

    /// One page of a search, as it is shown.
    func page(_ search: DecisionSearch) async throws -> DecisionPage {
        let rows = try await self.store.list(search)
        let slugs = try await self.tenants.slugs(of: Set(rows.map(\.tenantID)))
        let views = rows.map { DecisionView($0, tenant: slugs[$0.tenantID] ?? $0.tenantID.description) }
        return DecisionPage(data: views, next: rows.count == search.limit ? rows.last?.cursor.text : nil)
    }

    /// Says why a call went where it went, by the rules of its own day.
    ///
    /// - Returns: `nil` if there is no such decision that the operator may see.
    /// - Throws: ``DecisionErasure`` if its caller was erased: how it was decided is not known any more; a `PostgresError`.
    public func why(_ id: DecisionID, for actor: Operator) async throws -> DecisionExplanation? {
        guard let row = try await self.store.find(id), let scope = actor.scope(of: row.tenantID) else { return nil }
        if let erasedAt = row.erasedAt { throw DecisionErasure(erasedAt: erasedAt) }
        let documents = try await self.database.inTenant(scope) { transaction in
            try await transaction.query(
                """
                SELECT t.slug, t.status, t.version AS current_version, t.document::text AS current_document,
                    v.document::text AS document
                FROM hookswitch.tenant AS t
                LEFT JOIN hookswitch.tenant_version AS v
                    ON v.tenant_id = t.tenant_id AND v.version = \(row.tenantVersion)
                WHERE t.tenant_id = \(row.tenantID.uuid)
                """
            )
        }
        guard let found = documents.first else { return nil }
        let current = try Self.document(try found.decode("current_document", as: String.self))
        let recorded = try found.decode("document", as: String?.self).map { try Self.document($0) } ?? current
        let status = TenantStatus(rawValue: try found.decode("status", as: String.self)) ?? .suspended
        let facts = CallFacts(called: row.pool, caller: row.callerFact)
        let replay = DecisionReplay(facts: facts, outcome: row.outcome, recorded: recorded)
        let today = replay.decision(by: current, status: status)
        return DecisionExplanation(
            decision: DecisionView(row, tenant: try found.decode("slug", as: String.self)),
            trace: TraceView(
                of: Decision(outcome: row.outcome, target: row.target, choice: row.choice),
                on: facts,
                by: recorded.rulebook,
                lookup: row.lookup.flatMap(LookupRecord.init(json:))
            ),
            version: row.tenantVersion,
            currentVersion: try found.decode("current_version", as: Int32.self),
            today: today.map { DecisionExplanation.Today(outcome: $0.outcome.rawValue, target: $0.target?.e164) }
        )
    }

    private static func document(_ json: String) throws -> TenantDocument {
        guard let document = try TenantDocumentReader.ofStoredDocuments.read(json).first else {
            throw DocumentRefusal(issues: [])
        }
        return document
    }
}

extension DecisionView {
    /// Shows a row.
    init(_ row: DecisionRow, tenant: String) {
        let caller =
            switch row.callerFact {
            case .withheld: "withheld"
            case .invalidNumber: "invalid"
            default: row.erasedAt == nil ? row.callerMask ?? "unknown" : "erased"
            }
        self.init(
            id: row.id.description,
            at: row.decidedAt.date.rfc3339,
            tenant: tenant,
            outcome: row.outcome.rawValue,
            status: row.target == nil ? 204 : 200,
            pool: row.pool?.e164,
            target: row.target?.e164,
            caller: caller,
            callID: row.callID,
            durationMilliseconds: Double(row.durationMicroseconds) / 1000
        )
    }
}
