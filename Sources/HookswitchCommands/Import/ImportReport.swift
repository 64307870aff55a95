import Hookswitch

/// What an import would do, or has done, as the command tells of it.
struct ImportReport: Encodable, Sendable {
    enum CodingKeys: String, CodingKey {
        case plan = "import"
        case rows, verifications
        case failedFile = "failed_file"
        case secretsWithoutExpiry = "secrets_without_expiry"
    }

    /// The plan, with what the server counted.
    let plan: ImportView
    /// The rows in the order of the file.
    let rows: [ImportRowReport]
    /// How many rows bring a secret and do not say when it expires.
    let secretsWithoutExpiry: Int
    /// What the verifications of the tenants came to; `nil` if none was asked for.
    var verifications: [ImportVerification.Outcome]?
    /// Where the rows are that were not imported; `nil` if there is no such file.
    var failedFile: String?

    /// Puts together what the file has and what the server made of it.
    init(plan: ImportView, items: [ImportItemView], rows: [ReadImportRow]) {
        // The plan has every row of the file, by its place there.
        let known = Dictionary(items.map { ($0.row, $0) }) { first, _ in first }
        self.plan = plan
        self.rows = rows.map { row in
            known[row.row.index].map { ImportRowReport($0, line: row.row.line) } ?? ImportRowReport(refused: row)
        }
        self.secretsWithoutExpiry = zip(rows, self.rows).count { row, report in
            row.document?.hasSecretWithoutExpiry == true && [.create, .change].contains(report.action)
        }
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

    /// What will be missed once the secrets are there; `nil` if nothing is.
    private var expiryLine: String? {
        switch self.secretsWithoutExpiry {
        case 0: nil
        case 1: "1 credential has no expiry date"
        default: "\(self.secretsWithoutExpiry) credentials have no expiry date"
        }
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
        let warning = isPlan ? self.expiryLine.map { "  \(palette.warning("!")) \($0)" } : nil
        return head + self.rows.flatMap { $0.lines(of: source, palette: palette) } + [warning].compactMap(\.self)
            + verified
    }
}
