import Foundation

/// A row of an import on its way into the plan.
struct PlannedRow: Sendable {
    let index: Int
    let line: Int
    private(set) var slug: String?
    private(set) var name: String?
    private(set) var action: ImportAction
    /// Whether the row says the slug itself.
    private let isNamed: Bool
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
        self.isNamed = !row.isUnnamed
        self.name = nil
        self.action = .invalid
        self.issues = issues
    }

    /// A row that was tried.
    init(_ row: ReadImportRow, document: TenantDocument, applied: AppliedTenant, tenantID: TenantID) throws {
        self.index = row.row.index
        self.line = row.row.line
        self.slug = document.slug.text
        self.isNamed = !row.isUnnamed
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

    /// What the row calls its tenant by.
    private var key: String { self.isNamed ? "slug" : "externalId" }

    /// The rows without those that are of one tenant: all of these are refused, for nobody can tell which was meant. Two of one
    /// slug, or of one external id, were refused before; here are those of which one has the slug and one has not.
    static func refusingEqual(_ rows: [PlannedRow]) -> [PlannedRow] {
        let uses = Dictionary(grouping: rows.compactMap(\.tenantID)) { $0 }
        return rows.map { row in
            guard let tenantID = row.tenantID, uses[tenantID, default: []].count > 1 else { return row }
            return row.refusedAsEqual
        }
    }

    private var refusedAsEqual: PlannedRow {
        var row = self
        row.issues = [.sameTenant(row: self.index, line: self.line, slug: self.slug ?? "", member: self.key)]
        row.slug = self.isNamed ? self.slug : nil
        row.name = nil
        row.action = .invalid
        row.tenantID = nil
        row.version = nil
        row.document = nil
        row.sealed = nil
        row.changes = []
        return row
    }
}
