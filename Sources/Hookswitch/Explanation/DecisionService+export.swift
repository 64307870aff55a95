extension DecisionService {
    /// Exports all decisions of a tenant.
    ///
    /// - Throws: ``Failure/unknownTenant``; a `PostgresError`.
    public func export(_ slug: String, for actor: Operator) async throws -> DecisionExport {
        guard let scope = try await self.tenants.scope(of: slug, for: actor) else { throw Failure.unknownTenant }
        return DecisionExport(database: self.database, scope: scope, end: .now())
    }
}
