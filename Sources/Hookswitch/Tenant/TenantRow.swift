import Foundation
import Postgres

/// A tenant as Postgres keeps it.
struct TenantRow: Sendable {
    let tenantID: TenantID
    let slug: String
    let name: String
    let status: TenantStatus
    let endpoint: String
    let version: Int32
    let revision: Int64
    /// The document as JSON, without the credential.
    let document: String
    let createdAt: Date
    let updatedAt: Date
    /// What colleagues should know.
    let note: String?

    /// The columns, in no table's name, so that a join can give them one.
    static let columns: Query = """
        t.tenant_id, t.slug, t.name, t.status, t.endpoint, t.version, t.revision, t.document::text AS document,
        t.created_at, t.updated_at, t.note
        """

    init(_ row: Row) throws {
        self.tenantID = TenantID(try row.decode("tenant_id", as: UUID.self))
        self.slug = try row.decode("slug", as: String.self)
        self.name = try row.decode("name", as: String.self)
        let status = try row.decode("status", as: String.self)
        self.status = TenantStatus(rawValue: status) ?? .suspended
        self.endpoint = try row.decode("endpoint", as: String.self)
        self.version = try row.decode("version", as: Int32.self)
        self.revision = try row.decode("revision", as: Int64.self)
        self.document = try row.decode("document", as: String.self)
        self.createdAt = try row.decode("created_at", as: Date.self)
        self.updatedAt = try row.decode("updated_at", as: Date.self)
        self.note = try row.decode("note", as: String?.self)
    }

    /// Reads the document, which was checked when it was applied.
    ///
    /// - Throws: ``DocumentRefusal`` if this version of Hookswitch no longer accepts it.
    func parsed() throws(DocumentRefusal) -> TenantDocument {
        try TenantDocumentReader.ofStoredDocuments.read(stored: self.document)
    }
}
