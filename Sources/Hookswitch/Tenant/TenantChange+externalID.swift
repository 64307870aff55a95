import Postgres

extension TenantChange {
    /// Writes the tenant's row, and says it of the document if another tenant has its external id.
    func refusingTakenExternalID(_ write: () async throws -> Void) async throws {
        do {
            try await write()
        } catch let error as PostgresError where error.constraint == "tenant_external_id_key" {
            throw DocumentRefusal(
                DocumentRefusal.takenExternalID,
                at: "externalId",
                "another tenant has this external id",
                document: self.index
            )
        }
    }
}

extension DocumentRefusal {
    /// The code of the issue that another tenant has the external id.
    static let takenExternalID = "duplicate_external_id"

    /// Whether another tenant has the external id.
    var isOfTakenExternalID: Bool {
        self.issues.contains { $0.code == Self.takenExternalID }
    }

    /// Refuses a document for one of its members.
    ///
    /// - Parameter document: Which document of the text, from zero.
    init(_ code: String, at member: String, _ detail: String, document: Int = 0) {
        let path = DocumentPath().member(member)
        self.init(issues: [DocumentIssue(document: document, line: nil, path: path, code: code, detail: detail)])
    }
}
