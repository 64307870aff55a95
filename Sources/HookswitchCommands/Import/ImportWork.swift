import Hookswitch

/// What `hookswitch import` does at the server.
struct ImportWork: Sendable {
    let client: AdminClient
    let source: ImportSource
    /// The file as it was named, for what to type next.
    let file: String
    /// The format that was named; `nil` if the file's name says it.
    let format: ImportFormat?
    /// How many rows are applied at once, and hosts asked; `nil` for as many as the server does by itself.
    var concurrency: Int?

    /// The command that applies a plan, or goes on with it.
    static func command(_ file: String, format: ImportFormat?, applying id: String) -> String {
        let named = format.map { " --format \($0.rawValue)" } ?? ""
        return "hookswitch import \(DevProgram.quoted(file))\(named) --apply --plan-id \(id)"
    }

    /// Plans the file.
    func plan() async throws -> ImportReport {
        try await self.report(try await self.planned())
    }

    /// Applies a plan, or a new one, and verifies the tenants if that is wanted.
    func apply(_ id: String?, verify: Bool) async throws -> ImportReport {
        let plan =
            if let id { try await self.kept(id) } else {
                try await self.planned()
            }
        let applied = plan.statuses.pending == 0 && id == nil ? plan : try await self.applied(plan)
        var report = try await self.report(applied)
        if verify { report.verifications = try await self.verified(report) }
        return report
    }

    /// A plan that was made before, of the file at hand.
    private func kept(_ id: String) async throws -> ImportView {
        let plan = try await self.client.get(["imports", id], as: ImportView.self)
        guard let failure = Self.difference(of: plan.id, from: self.source.origin, file: self.file) else { return plan }
        throw failure
    }

    /// The refusal of a file that is not the one that was planned; `nil` if it is. What would be applied is the plan, and whoever
    /// has mended the file since means what it says now.
    static func difference(of id: String, from origin: ImportOrigin, file: String) -> CommandFailure? {
        let mark = ImportID(parsing: id)?.fileMark
        guard mark != origin.mark else { return nil }
        let planned =
            mark.map { "the plan is of a file whose SHA-256 begins with \($0)" }
            ?? "the plan does not say of which file it is"
        return CommandFailure(
            .conflict,
            code: "import_file",
            "\(TerminalText.visible(file)) is not the file that was planned as \(id); nothing was changed",
            why: [planned, "that of this file begins with \(origin.mark)"],
            fix: "hookswitch import \(DevProgram.quoted(file)) --plan"
        )
    }

    private func planned() async throws -> ImportView {
        try await self.client.planImport(try self.source.content(), of: self.source.origin)
    }

    private func applied(_ plan: ImportView) async throws -> ImportView {
        let again = Self.command(self.file, format: self.format, applying: plan.id)
        let typed = TerminalText.visible(TypedServer.completed(again))
        StandardStream.say("Applying \(plan.id). If it is cut off, go on with: \(typed)")
        let progress = ProgressLine(ImportProgress(total: plan.statuses.pending, verb: "applied"))
        let result: ImportView?
        do {
            result = try await self.client.applyImport(plan.id, concurrency: self.concurrency) {
                progress.add(isFailed: $0.status == .failed)
            }
        } catch {
            progress.end()
            throw error
        }
        progress.end()
        guard let result else {
            throw CommandFailure(
                .unavailable,
                code: "import_cut",
                "the server ended the import before its end; what was applied stays applied",
                fix: again
            )
        }
        return result
    }

    private func report(_ plan: ImportView) async throws -> ImportReport {
        let items = try await self.client.list(["imports", plan.id, "items"], limit: .max, of: ImportItemView.self)
        return ImportReport(plan: plan, items: items.data, rows: self.source.rows)
    }

    private func verified(_ report: ImportReport) async throws -> [ImportVerification.Outcome] {
        let slugs = report.rows.filter { $0.status == .applied }.compactMap(\.slug)
        let progress = ProgressLine(ImportProgress(total: slugs.count, verb: "verified"))
        let width = self.concurrency ?? ImportLimits.concurrentRowCount
        let outcomes = try await ImportVerification(client: self.client, width: width).run(slugs) {
            progress.add(isFailed: !$0.passed)
        }
        progress.end()
        return outcomes
    }
}
