/// A row of an import, read and checked as a tenant document.
public struct ReadImportRow: Sendable {
    /// The row.
    public let row: ImportRow
    /// The document; `nil` if anything is wrong with it.
    public let document: TenantDocument?
    /// The tenant's short name, if the row says one that can be.
    public let slug: Slug?
    /// What is wrong; empty of a row that can be applied.
    public let issues: [ImportIssue]
}
