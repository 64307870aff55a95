import Foundation

/// A row of an import on its way into the plan.
struct PlannedRow: Sendable {
    let index: Int
    let line: Int
    let slug: String?
    let name: String?
    let action: ImportAction
    var tenantID: TenantID?
    /// The version that there is; `nil` of a tenant to be made.
    var version: Int32?
    /// The document in JSON, without its secret.
    var document: String?
    var sealed: [UInt8]?
    var changes: [DocumentChange] = []
    var issues: [ImportIssue] = []

    /// A row that is refused.
    init(_ row: ReadImportRow, refusedFor issues: [ImportIssue]) {
        self.index = row.row.index
        self.line = row.row.line
        self.slug = row.slug?.text
        self.name = nil
        self.action = .invalid
        self.issues = issues
    }

    /// A row that was tried.
    init(_ row: ReadImportRow, document: TenantDocument, applied: AppliedTenant, tenantID: TenantID) throws {
        self.index = row.row.index
        self.line = row.row.line
        self.slug = document.slug.text
        self.name = document.name
        self.tenantID = tenantID
        switch applied.change {
        case .created:
            self.action = .create
            self.version = nil
        case .changed:
            self.action = .change
            // The trial has raised it by one.
            self.version = (applied.tenant?.version).map { $0 - 1 }
            self.changes = applied.changes
        case .same:
            self.action = .same
            self.version = applied.tenant?.version
        }
        if self.action != .same { self.document = try document.json(includingSecret: false) }
    }
}
