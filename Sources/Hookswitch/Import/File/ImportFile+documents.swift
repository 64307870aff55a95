public import Dynamics

extension ImportFile {
    /// Reads every row as a tenant document, by the rules of `tenant apply`.
    ///
    /// - Parameter egress: Which Dataverse hosts are allowed; `nil` leaves that to the server.
    /// - Returns: The rows in the order of the file. Two of one slug, or of one external id, are both wrong: nobody can tell which
    ///   was meant, and of two that are applied the second would fail.
    public func documents(egress: EgressPolicy?) -> [ReadImportRow] {
        let read = self.rows.map { self.document(of: $0, egress: egress) }
        let own = self.refusingEqual("externalId", in: read) { $0.document?.externalID?.text }
        return self.refusingEqual("slug", in: own) { $0.slug?.text }
    }

    /// Refuses rows that have a member's value in common.
    private func refusingEqual(
        _ member: String,
        in rows: [ReadImportRow],
        value: (ReadImportRow) -> String?
    ) -> [ReadImportRow] {
        let uses = Dictionary(grouping: rows.filter { value($0) != nil }) { value($0) ?? "" }
        return rows.map { row in
            // Whoever read the file has said so of it.
            if case .refused = row.row.content { return row }
            guard let text = value(row), let same = uses[text], same.count > 1,
                let other = same.first(where: { $0.row.index != row.row.index })
            else { return row }
            let isSlug = member == "slug"
            let issue = ImportIssue(
                row: row.row.index,
                line: row.row.line,
                pointer: "/\(member)",
                path: self.format == .csv ? ImportColumn.name(ofPath: member) ?? member : member,
                code: isSlug ? "duplicate_slug" : "duplicate_external_id",
                detail: isSlug
                    ? "line \(other.row.line) describes \(text) too; a file has each tenant once"
                    : "line \(other.row.line) has the external id \(text) too; it names one tenant"
            )
            return row.refused(for: issue)
        }
    }

    private func document(of row: ImportRow, egress: EgressPolicy?) -> ReadImportRow {
        switch row.content {
        case .flaw(let issue):
            return ReadImportRow(row: row, document: nil, slug: nil, isUnnamed: false, issues: [issue])
        case .refused(let slug, let issues):
            return ReadImportRow(row: row, document: nil, slug: slug, isUnnamed: false, issues: issues)
        case .node(let node):
            var reading = TenantDocumentReading(
                document: row.index,
                secrets: self.secrets,
                egress: egress,
                toleratesLoops: false
            )
            let isUnnamed = Self.isUnnamed(node)
            let document = reading.read(node, named: isUnnamed ? ImportDocument.standIn : nil)
            let issues = reading.reader.issues.map { self.issue($0, of: row) }
            return ReadImportRow(
                row: row,
                document: issues.isEmpty
                    ? document.map { ImportDocument($0, isNamed: !isUnnamed, keeps: row.keeps) } : nil,
                slug: isUnnamed ? nil : document?.slug ?? Self.slug(of: node),
                isUnnamed: isUnnamed,
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

    /// Whether a row says no slug and an external id in its place.
    private static func isUnnamed(_ node: DocumentNode) -> Bool {
        guard case .members(let members) = node.value else { return false }
        let said = Set(members.filter { !$0.node.isNull }.map(\.name))
        return said.contains("externalId") && !said.contains("slug")
    }

    /// The slug of a row of which other things are wrong.
    private static func slug(of node: DocumentNode) -> Slug? {
        guard case .members(let members) = node.value,
            case .text(let text)? = members.first(where: { $0.name == "slug" })?.node.value
        else { return nil }
        return Slug(parsing: text)
    }
}
