import Hookswitch

/// What an import would do, or has done, as the command tells of it.
struct ImportReport: Encodable, Sendable {
    enum CodingKeys: String, CodingKey {
        case plan = "import"
        case rows, verifications
        case failedFile = "failed_file"
    }

    /// The plan, with what the server counted.
    let plan: ImportView
    /// The rows in the order of the file.
    let rows: [ImportRowReport]
    /// What the verifications of the tenants came to; `nil` if none was asked for.
    var verifications: [ImportVerification.Outcome]?
    /// Where the rows are that were not imported; `nil` if there is no such file.
    var failedFile: String?

    /// Puts together what the file has and what the server made of it.
    init(plan: ImportView, items: [ImportItemView], rows: [ReadImportRow]) {
        let known = Dictionary(items.compactMap { item in item.slug.map { ($0, item) } }) { first, _ in first }
        let unnamed = Self.unnamed(items, rows)
        self.plan = plan
        self.rows = rows.map { row in
            // A row that was refused here was never sent, whatever other row has its slug.
            guard let item = row.slug.map({ known[$0.text] }) ?? unnamed[row.row.index] else {
                return ImportRowReport(refused: row)
            }
            return ImportRowReport(item, line: row.row.line)
        }
    }

    /// What became of the rows without a slug, by their places in the file. The plan has them in the order of the file, among
    /// those that no slug of the file is of. Where their numbers differ it is the plan of another file.
    private static func unnamed(_ items: [ImportItemView], _ rows: [ReadImportRow]) -> [Int: ImportItemView] {
        let slugs = Set(rows.compactMap { $0.slug?.text })
        let others = items.filter { item in item.slug.map { !slugs.contains($0) } ?? true }
        let unnamed = rows.filter(\.isUnnamed)
        let sent = unnamed.filter { $0.document != nil }
        guard let same = [unnamed, sent].first(where: { $0.count == others.count }) else { return [:] }
        return Dictionary(zip(same.map(\.row.index), others)) { first, _ in first }
    }

    /// Which rows of the file were not imported.
    var failedRows: Set<Int> {
        Set(self.rows.indices.filter { [.failed, .refused].contains(self.rows[$0].status) })
    }

    /// Whether every row is as it should be, and every tenant passed that was verified.
    var isClean: Bool {
        self.failedRows.isEmpty && !(self.verifications ?? []).contains { !$0.passed }
    }

    /// Whether the plan would do nothing.
    var hasNoChanges: Bool {
        !self.rows.contains { $0.action != .same }
    }

    private func count(_ action: ImportAction) -> Int {
        self.rows.count { $0.action == action }
    }

    private func count(_ status: ImportStatus) -> Int {
        self.rows.count { $0.status == status }
    }

    /// What the plan comes to, in one line.
    var planLine: String {
        let rows = self.rows.count == 1 ? "1 row" : "\(self.rows.count) rows"
        return "\(self.plan.id) for \(rows): + \(self.count(.create)) create, ~ \(self.count(.change)) change, "
            + "= \(self.count(.same)) same, ✖ \(self.count(.invalid)) invalid"
    }

    /// What the import came to, in one line.
    var resultLine: String {
        var parts = ["\(self.count(.applied)) applied", "\(self.count(.unchanged)) unchanged"]
        for (status, word) in [(ImportStatus.failed, "failed"), (.refused, "refused"), (.pending, "still to do")]
        where self.count(status) > 0 {
            parts.append("\(self.count(status)) \(word)")
        }
        if let verifications {
            parts.append("\(verifications.count { $0.passed }) of \(verifications.count) verified")
        }
        return parts.joined(separator: ", ")
    }

    /// The lines for people.
    func lines(source: String, palette: Palette, isPlan: Bool) -> [String] {
        let verified = (self.verifications ?? []).filter { !$0.passed }.map { "  \(palette.bad("✖")) \($0.line)" }
        let head = isPlan ? [self.planLine] : [self.resultLine]
        return head + self.rows.flatMap { $0.lines(of: source, palette: palette) } + verified
    }
}
