/// A row of a planned import as it is shown: without secrets.
public struct ImportItemView: Codable, Hashable, Sendable {
    /// Which row, from zero.
    public let row: Int
    /// The line of the file in which it begins, from 1.
    public let line: Int?
    /// The tenant's short name; `nil` if the row has none that can be.
    public let slug: String?
    /// The tenant's name; `nil` if the row was refused.
    public let name: String?
    /// What it would do.
    public let action: ImportAction
    /// How far it is.
    public let status: ImportStatus
    /// Of a row that changes a tenant, what it changes: path, before, after; of a secret its fingerprint.
    public let changes: [DocumentChange]
    /// What is wrong with it; empty if nothing is.
    public let issues: [ImportIssue]
}
