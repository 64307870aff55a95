import ArgumentParser
import Hookswitch

/// `hookswitch import FILE`, which is `hookswitch import file FILE`
struct ImportTenants: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "file",
        abstract: "Bring on many tenants from a file: see what it would do, then do it.",
        usage: """
            hookswitch import fleet.yaml --plan
            hookswitch import fleet.csv --apply --verify --concurrency 4
            hookswitch import fleet.yaml --apply --plan-id imp_...
            """,
        discussion: """
            The file has tenant documents in YAML, one in JSON a line (NDJSON), or columns (CSV). Rows that are wrong leave \
            the others alone. A row with an externalId (CSV: external_id) is of the tenant that has it, and may leave the slug \
            out; another slug than the tenant's is refused. A row without one goes by its slug. A plan is kept for 24 hours; applying it is refused with 5 if a tenant or the file has changed since, \
            and goes on where it was cut off. How far plans are: hookswitch import list. \
            Rows that an apply did not import are left in a new file, import-<id>-failed and the format, in the working \
            directory, readable by you alone: mend and import it. Exits with 6 if a row was refused or failed, or a tenant did \
            not pass.
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
        help: ArgumentHelp("Write the rows that were not imported to this new file instead.", valueName: "file"),
        completion: .file()
    )
    var failedTo: String?

    @Flag(help: "Write no file of the rows that were not imported.")
    var noFailedFile = false

    @Option(
        help: ArgumentHelp(
            "The server applies so many rows at once, and is asked to verify at so many Dynamics hosts: 1 to 8.",
            discussion: "Without it 4. Of one host a server verifies one tenant at a time, and four in all.",
            valueName: "n"
        )
    )
    var concurrency: Int?

    @Flag(help: "Accept secrets that stand in the file itself.")
    var allowInlineSecrets = false

    @OptionGroup var audit: ReasonOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard self.isPlan != self.isApply else { throw ValidationError("Either --plan or --apply.") }
        let isPlain = self.planID == nil && !self.verify && self.failedTo == nil && !self.noFailedFile
        guard self.isApply || isPlain && self.concurrency == nil else {
            throw ValidationError(
                "--plan-id, --verify, --failed-to, --no-failed-file and --concurrency go with --apply."
            )
        }
        guard self.failedTo == nil || !self.noFailedFile else {
            throw ValidationError("Either --failed-to or --no-failed-file.")
        }
        guard self.failedTo != "-" else {
            throw ValidationError("--failed-to names a new file; --no-failed-file writes none.")
        }
        let bounds = ImportLimits.concurrentRowCounts
        guard self.concurrency.map(bounds.contains) ?? true else {
            throw ValidationError("--concurrency is \(bounds.lowerBound) to \(bounds.upperBound).")
        }
        guard self.planID.map({ ImportID(parsing: $0) != nil }) ?? true else {
            throw ValidationError("--plan-id is imp_ and 26 letters and digits, as --plan says it.")
        }
        guard self.format != nil || ImportFormat(ofFile: self.file) != nil else {
            throw ValidationError("--format yaml, ndjson or csv is needed: the file's name does not end in one.")
        }
    }

    /// Where the rows go that are not imported.
    private var failedRows: FailedRows {
        if let path = self.failedTo { return FailedRows(place: .file(path)) }
        return FailedRows(place: self.noFailedFile || self.isPlan ? .none : .byDefault)
    }

    func run() async throws {
        try self.failedRows.check()
        guard let format = self.format ?? ImportFormat(ofFile: self.file) else { return }
        // A plan that was made has its secrets; who goes on with it needs none of them.
        let source = try ImportSource(
            InputFile(path: self.file),
            format: format,
            allowInlineSecrets: self.allowInlineSecrets || self.planID != nil
        )
        var report = try await self.server.withClient { client in
            let client = client.stating(self.audit.reason)
            var work = ImportWork(client: client, source: source, file: self.file, format: self.format)
            work.concurrency = self.concurrency
            guard self.isApply else { return try await work.plan() }
            return try await work.apply(self.planID, verify: self.verify)
        }
        let failure = self.keepFailedRows(of: &report, source)
        let lines = report.lines(source: source.name, palette: self.common.data.palette, isPlan: self.isPlan)
        try self.common.data.lines(lines, model: report)
        if self.isPlan { self.sayNext(report) } else { self.tellFailedRows(of: report) }
        if let failure {
            // What was asked for and cannot be had is a failure; of what comes by itself it is told, and no more.
            guard self.failedTo == nil else { throw failure }
            CommandLineProgram.say(failure, as: self.common.output, color: self.common.colorChoice)
        }
        guard report.isClean else { throw ExitCode(CommandStatus.checkNotPassed.rawValue) }
    }

    private func sayNext(_ report: ImportReport) {
        if report.hasNoChanges { return StandardStream.say("No changes: every tenant is so already.") }
        StandardStream.say("Nothing was changed.")
        self.common.sayNext(ImportWork.command(self.file, format: self.format, applying: report.plan.id))
    }

    /// Writes the rows that were not imported, and notes where.
    ///
    /// - Returns: What kept it from that.
    private func keepFailedRows(of report: inout ImportReport, _ source: ImportSource) -> CommandFailure? {
        do throws(CommandFailure) {
            report.failedFile = try self.failedRows.write(report.failedRows, of: source, import: report.plan.id)
            return nil
        } catch {
            return error
        }
    }

    private func tellFailedRows(of report: ImportReport) {
        let count = report.failedRows.count
        if let path = report.failedFile {
            let rows = count == 1 ? "1 row was" : "\(count) rows were"
            StandardStream.say("\(rows) not imported: mend \(TerminalText.visible(path)) and import it.")
            let inline = self.allowInlineSecrets ? " --allow-inline-secrets" : ""
            self.common.sayNext("hookswitch import \(DevProgram.quoted(path)) --apply\(inline)")
        } else if let path = self.failedTo, count == 0 {
            StandardStream.say("Every row was imported; \(TerminalText.visible(path)) was not written.")
        }
    }
}
