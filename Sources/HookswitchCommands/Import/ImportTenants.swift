import ArgumentParser
import Hookswitch

/// `hookswitch import FILE`, which is `hookswitch import file FILE`
struct ImportTenants: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "file",
        abstract: "Bring on many tenants from a file: see what it would do, then do it.",
        usage: """
            hookswitch import fleet.yaml --plan
            hookswitch import fleet.csv --apply --failed-to failed.csv
            hookswitch import fleet.yaml --apply --plan-id imp_...
            """,
        discussion: """
            The file has tenant documents in YAML, one in JSON a line (NDJSON), or columns (CSV). Rows that are wrong leave \
            the others alone. A plan is kept for 24 hours; applying it is refused with 5 if a tenant has changed since, \
            and goes on where it was cut off. How far plans are: hookswitch import list. Exits with 6 if a row was refused or failed, or a tenant did not pass.
            """
    )

    @Argument(help: "The file of tenants; - reads standard input.", completion: .file())
    var file: String

    @Flag(name: .customLong("plan"), help: "Say what the file would do, and change nothing.")
    var isPlan = false

    @Flag(name: .customLong("apply"), help: "Plan the file and apply the plan, or the one that --plan-id names.")
    var isApply = false

    @Option(help: ArgumentHelp("The plan to be applied, or gone on with, instead of a new one.", valueName: "id"))
    var planID: String?

    @Option(
        help: ArgumentHelp("yaml, ndjson or csv. Default: what the file's name says.", valueName: "format"),
        completion: .list(ImportFormat.allCases.map(\.rawValue)),
        transform: ClosedChoice<ImportFormat>.parse
    )
    var format: ImportFormat?

    @Flag(help: "Verify each tenant that was applied, one at a time for each Dynamics host.")
    var verify = false

    @Option(
        help: ArgumentHelp("Write the rows that were not imported to this new file.", valueName: "file"),
        completion: .file()
    )
    var failedTo: String?

    @Flag(help: "Accept secrets that stand in the file itself.")
    var allowInlineSecrets = false

    @OptionGroup var audit: ReasonOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard self.isPlan != self.isApply else { throw ValidationError("Either --plan or --apply.") }
        guard self.isApply || self.planID == nil && !self.verify && self.failedTo == nil else {
            throw ValidationError("--plan-id, --verify and --failed-to go with --apply.")
        }
        guard self.planID.map({ ImportID(parsing: $0) != nil }) ?? true else {
            throw ValidationError("--plan-id is imp_ and 26 letters and digits, as --plan says it.")
        }
        guard self.format != nil || ImportFormat(ofFile: self.file) != nil else {
            throw ValidationError("--format yaml, ndjson or csv is needed: the file's name does not end in one.")
        }
    }

    func run() async throws {
        let failedRows = self.failedTo.map { FailedRows(path: $0) }
        try failedRows?.check()
        guard let format = self.format ?? ImportFormat(ofFile: self.file) else { return }
        // A plan that was made has its secrets; who goes on with it needs none of them.
        let source = try ImportSource(
            InputFile(path: self.file),
            format: format,
            allowInlineSecrets: self.allowInlineSecrets || self.planID != nil
        )
        let report = try await self.server.withClient { client in
            let client = client.stating(self.audit.reason)
            let work = ImportWork(client: client, source: source, file: self.file, format: self.format)
            guard self.isApply else { return try await work.plan() }
            return try await work.apply(self.planID, verify: self.verify)
        }
        let lines = report.lines(source: source.name, palette: self.common.data.palette, isPlan: self.isPlan)
        try self.common.data.lines(lines, model: report)
        if self.isPlan { self.sayNext(report) }
        if let failedRows { try self.write(failedRows, report, source) }
        guard report.isClean else { throw ExitCode(CommandStatus.checkNotPassed.rawValue) }
    }

    private func sayNext(_ report: ImportReport) {
        if report.hasNoChanges { return StandardStream.say("No changes: every tenant is so already.") }
        StandardStream.say("Nothing was changed.")
        self.common.sayNext(ImportWork.command(self.file, format: self.format, applying: report.plan.id))
    }

    private func write(_ failedRows: FailedRows, _ report: ImportReport, _ source: ImportSource) throws {
        let fine = report.rows.filter { $0.status != .failed && $0.status != .refused }.compactMap(\.slug)
        let count = try failedRows.write(source, leavingOut: Set(fine))
        let path = TerminalText.visible(failedRows.path)
        StandardStream.say(
            count == 0
                ? "Every row was imported; \(path) was not written."
                : "\(count == 1 ? "1 row was" : "\(count) rows were") not imported: mend \(path) and import it."
        )
    }
}
