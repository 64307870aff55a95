/// One row of an import as it stands in the file.
public struct ImportRow: Sendable {
    /// What a row holds.
    enum Content: Sendable {
        /// A value, whose own lines count from the row's first line.
        case node(DocumentNode)
        /// Nothing that can be read.
        case flaw(ImportIssue)
        /// What whoever read the file found wrong with it.
        case refused(slug: Slug?, issues: [ImportIssue])
    }

    /// Which row, from zero.
    public let index: Int
    /// The line of the file in which it begins, from 1.
    public let line: Int
    /// The row as it was written, with the line break at its end: to be written elsewhere and mended.
    public let text: String
    /// What it holds.
    let content: Content
    /// The line from which the lines of its values count, from 1.
    let firstLine: Int
    /// What it leaves as the tenant has it.
    var keeps: Set<KeptMember> = []
}
