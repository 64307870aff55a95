public import Dynamics

extension ImportFile {
    /// Reads every row as a tenant document, by the rules of `tenant apply`.
    ///
    /// - Parameter egress: Which Dataverse hosts are allowed; `nil` leaves that to the server.
    /// - Returns: The rows in the order of the file. Two of one slug are both wrong: nobody can tell which was meant.
    public func documents(egress: EgressPolicy?) -> [ReadImportRow] {
        let read = self.rows.map { self.document(of: $0, egress: egress) }
        let uses = Dictionary(grouping: read.filter { $0.slug != nil }) { $0.slug?.text ?? "" }
        return read.map { row in
            guard let slug = row.slug, let same = uses[slug.text], same.count > 1,
                let other = same.first(where: { $0.row.index != row.row.index })
            else { return row }
            let issue = ImportIssue(
                row: row.row.index,
                line: row.row.line,
                pointer: "/slug",
                path: "slug",
                code: "duplicate_slug",
                detail: "line \(other.row.line) describes \(slug) too; a file has each tenant once"
            )
            return ReadImportRow(row: row.row, document: nil, slug: slug, issues: row.issues + [issue])
        }
    }

    private func document(of row: ImportRow, egress: EgressPolicy?) -> ReadImportRow {
        switch row.content {
        case .flaw(let issue):
            return ReadImportRow(row: row, document: nil, slug: nil, issues: [issue])
        case .node(let node):
            var reading = TenantDocumentReading(
                document: row.index,
                secrets: self.secrets,
                egress: egress,
                toleratesLoops: false
            )
            let document = reading.read(node)
            let issues = reading.reader.issues.map { self.issue($0, of: row) }
            return ReadImportRow(
                row: row,
                document: issues.isEmpty ? document : nil,
                slug: document?.slug ?? Self.slug(of: node),
                issues: issues
            )
        }
    }

    private func issue(_ issue: DocumentIssue, of row: ImportRow) -> ImportIssue {
        let column = self.format == .csv ? ImportColumn.name(ofPath: issue.path) : nil
        return ImportIssue(
            row: row.index,
            line: issue.line.map { row.firstLine + $0 - 1 } ?? row.line,
            pointer: issue.pointer,
            path: column ?? (issue.path.isEmpty ? nil : issue.path),
            code: issue.code,
            detail: issue.detail
        )
    }

    /// The slug of a row of which other things are wrong.
    private static func slug(of node: DocumentNode) -> Slug? {
        guard case .members(let members) = node.value,
            case .text(let text)? = members.first(where: { $0.name == "slug" })?.node.value
        else { return nil }
        return Slug(parsing: text)
    }
}
