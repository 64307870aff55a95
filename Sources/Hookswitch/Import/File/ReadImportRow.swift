/// A row of an import, read and checked as a tenant document.
public struct ReadImportRow: Sendable {
    /// The row.
    public let row: ImportRow
    /// The document; `nil` if anything is wrong with it.
    public let document: ImportDocument?
    /// The tenant's short name, if the row says one that can be.
    public let slug: Slug?
    /// Whether the row leaves the short name out and says an external id, by which its tenant is found.
    public let isUnnamed: Bool
    /// What is wrong; empty of a row that can be applied.
    public let issues: [ImportIssue]

    /// The row as one of which something else is wrong, too.
    func refused(for issue: ImportIssue) -> ReadImportRow {
        ReadImportRow(
            row: self.row,
            document: nil,
            slug: self.slug,
            isUnnamed: self.isUnnamed,
            issues: self.issues + [issue]
        )
    }
}
