import Postgres

/// The tenant that a row of an import is about, and what it says of it.
struct ImportTarget: Sendable {
    /// What the row says, under the tenant's slug.
    private let said: TenantDocument
    /// The right to work inside the tenant, which need not be there yet.
    let scope: TenantScope

    init(document: TenantDocument, scope: TenantScope) {
        self.said = document
        self.scope = scope
    }

    /// What the row would make of the tenant: what it says, and of what it says nothing what the tenant has.
    ///
    /// - Throws: ``DocumentRefusal`` if what the tenant has cannot be read: a row that says nothing of it takes nothing off.
    func document(keeping keeps: Set<KeptMember>, in transaction: Transaction) async throws -> TenantDocument {
        guard !keeps.isEmpty else { return self.said }
        // Locked as the change locks it, which is to find what was kept here.
        let rows = try await transaction.query(
            """
            SELECT \(TenantRow.columns) FROM hookswitch.tenant AS t
            WHERE t.tenant_id = \(self.scope.tenantID.uuid) FOR UPDATE
            """
        )
        guard let own = try rows.first.map({ try TenantRow($0).parsed() }) else { return self.said }
        var document = self.said
        for member in keeps {
            switch member {
            case .tags: document.tags = own.tags
            case .externalID: document.externalID = own.externalID
            }
        }
        return document
    }
}
