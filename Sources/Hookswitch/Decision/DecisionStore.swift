import Foundation
import Postgres
import Routing

/// Reads decisions. Nothing writes them but the spool's shipper.
public struct DecisionStore: Sendable {
    /// How long one page may take to find. A search that would read more is refused: it would take the connection from
    /// those that are quick, and whoever asked has gone by then.
    static let patience = Duration.seconds(10)

    private let database: Database

    /// Reads from a database.
    public init(database: Database) {
        self.database = database
    }

    /// Lists decisions, newest first: at most ``DecisionSearch/limit``. If it gives so many there may be more, before the
    /// last one's ``DecisionRow/cursor``.
    ///
    /// - Throws: ``ReadingError``; a `PostgresError`.
    public func list(_ search: DecisionSearch) async throws -> [DecisionRow] {
        try await self.database.read(search.scope, within: Self.patience) { transaction in
            try await transaction.query(Self.list(search)).map(DecisionRow.init)
        }
    }

    /// Finds a decision of any tenant.
    public func find(_ id: DecisionID) async throws -> DecisionRow? {
        try await self.database.inFleet { transaction in
            try await transaction.query(Self.find(id)).first.map(DecisionRow.init)
        }
    }

    /// Finds a decision of one tenant; another's is not found.
    public func find(_ id: DecisionID, in scope: TenantScope) async throws -> DecisionRow? {
        try await self.database.inTenant(scope) { transaction in
            try await transaction.query(Self.find(id, in: scope)).first.map(DecisionRow.init)
        }
    }
}

extension DecisionStore {
    /// The statement that finds a decision by its id. The id contains its microsecond, so one partition is read, and
    /// there, through the order of all decisions, the rows of that moment.
    static func find(_ id: DecisionID) -> Query {
        """
        SELECT \(DecisionRow.columns) FROM hookswitch.decision
        WHERE decided_at = \(id.decidedAt) AND decision_id = \(id.uuid)
        """
    }

    /// The statement that finds a decision of one tenant, through the primary key.
    static func find(_ id: DecisionID, in scope: TenantScope) -> Query {
        """
        SELECT \(DecisionRow.columns) FROM hookswitch.decision
        WHERE tenant_id = \(scope.tenantID.uuid) AND decided_at = \(id.decidedAt) AND decision_id = \(id.uuid)
        """
    }
}
