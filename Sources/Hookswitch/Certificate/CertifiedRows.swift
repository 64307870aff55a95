import Postgres

/// What operators see of work that ends in a certificate: of the tenants that they reach, and no others.
struct CertifiedRows<Element: CertifiedRow>: Sendable {
    let database: Database

    /// One page, newest first.
    ///
    /// - Parameter id: The last of the page before.
    /// - Returns: What is on it, and the last of it if more follow.
    func page(for actor: Operator, limit: Int, after id: Element.ID?) async throws -> (
        data: [Element.View], next: String?
    ) {
        var condition = actor.reach.condition(on: Element.tenantColumn)
        if let id { condition.append(" AND \(Element.idColumn) < \(id.uuid)" as Query) }
        // The identities begin with their time.
        let query: Query = """
            SELECT \(Element.columns) FROM \(Element.table) WHERE \(condition)
            ORDER BY \(Element.idColumn) DESC LIMIT \(Int64(limit + 1))
            """
        let rows = try await self.database.inFleet { transaction in
            try await transaction.query(query).map { try Element($0) }
        }
        let page = rows.prefix(limit)
        return (page.map(\.view), rows.count > limit ? page.last?.id.description : nil)
    }

    /// One; `nil` if there is none of that name that the operator may see.
    func find(_ id: String, for actor: Operator) async throws -> Element.View? {
        guard let condition = Self.condition(id, actor) else { return nil }
        let query: Query = "SELECT \(Element.columns) FROM \(Element.table) WHERE \(condition)"
        return try await self.database.inFleet { transaction in
            try await transaction.query(query).first.map { try Element($0).view }
        }
    }

    /// The certificate of one, as JSON; `nil` if there is none yet, or none of that name that the operator may see.
    func certificate(_ id: String, for actor: Operator) async throws -> String? {
        guard let condition = Self.condition(id, actor) else { return nil }
        let query: Query = """
            SELECT \(Element.certificateColumn) AS certificate FROM \(Element.table) WHERE \(condition)
            """
        return try await self.database.inFleet { transaction in
            try await transaction.query(query).first?.decode("certificate", as: String?.self)
        }
    }

    private static func condition(_ id: String, _ actor: Operator) -> Query? {
        guard let id = Element.ID(parsing: id) else { return nil }
        return "\(Element.idColumn) = \(id.uuid) AND \(actor.reach.condition(on: Element.tenantColumn))"
    }
}
