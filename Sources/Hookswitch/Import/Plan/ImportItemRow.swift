import Foundation
import Postgres

/// A row of a plan as it is applied.
struct ImportItemRow: Sendable {
    let index: Int
    let line: Int?
    let slug: String
    let tenantID: TenantID
    /// The version that the plan saw; `nil` of a tenant to be made.
    let version: Int32?
    /// The document in JSON, without its secret.
    let document: String
    let sealed: [UInt8]?

    /// The columns, of the table `i`.
    static let columns: Query = """
        i.row_number, i.line, i.slug, i.planned_tenant_id, i.planned_version, i.document::text AS document, i.sealed
        """

    init(_ row: Row) throws {
        self.index = Int(try row.decode("row_number", as: Int32.self))
        self.line = try row.decode("line", as: Int32?.self).map(Int.init)
        self.slug = try row.decode("slug", as: String.self)
        self.tenantID = TenantID(try row.decode("planned_tenant_id", as: UUID.self))
        self.version = try row.decode("planned_version", as: Int32?.self)
        self.document = try row.decode("document", as: String.self)
        self.sealed = try row.decode("sealed", as: [UInt8]?.self)
    }
}
