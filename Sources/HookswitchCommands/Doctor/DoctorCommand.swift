import ArgumentParser
import Foundation
import Hookswitch
import NIOPosix
import Schema

/// `hookswitch doctor`
struct DoctorCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at everything that the server needs, and say how to mend what is wrong.",
        usage: """
            hookswitch doctor [--config <file>] [-o json]
            hookswitch doctor --production
            hookswitch doctor --fix [--migrate]
            hookswitch doctor --explain <check>
            """,
        discussion: """
            It works with the server running or not. Exits with 6 if a check failed; a warning is no failure. --production \
            also looks at what must be so before customers' calls come: TLS to the database, the login's rights, where \
            secrets come from, the public URL and its certificate, https for browsers, the unit, the backup. --fix mends \
            what is safe to mend before it looks: it closes the key ring's file, and the spool's directory if it is yours, \
            to others. What is neither beyond doubt it leaves as it is, and says so. --explain tells of a check what it looks at, why \
            that matters and how to mend it; a server has the same at /problems/doctor.CHECK.
            """
    )

    @Flag(help: "Look at what must be so in production, too.")
    var production = false

    @Flag(help: "Mend what is safe to mend: permissions of the key ring and the spool.")
    var fix = false

    @Flag(help: "With --fix: bring the schema up, too, if steps are missing.")
    var migrate = false

    @Option(
        name: .customLong("explain"),
        help: ArgumentHelp("Look at nothing, and tell all there is to say of this check.", valueName: "check"),
        completion: .list(DoctorCheckID.allCases.map(\.rawValue)),
        transform: ClosedChoice<DoctorCheckID>.parse
    )
    var explained: DoctorCheckID?

    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard !self.migrate || self.fix else { throw ValidationError("--migrate goes with --fix.") }
        guard self.explained == nil || !(self.production || self.fix) else {
            throw ValidationError("--explain looks at nothing: it goes without --production and --fix.")
        }
    }

    func run() async throws {
        if let explained { return try self.common.data.detail(DoctorExplanation(page: DoctorCheckPage(explained))) }
        if self.fix { await self.mend() }
        let report = DoctorReport(data: await self.checks())
        let output = self.common.data
        try output.lines(report.lines(palette: output.palette), model: report)
        if output.format.isForPeople { StandardStream.say(report.verdict) }
        guard report.failedCount == 0 else { throw ExitCode(CommandStatus.checkNotPassed.rawValue) }
    }

    /// The checks; a configuration that cannot be read is the first and only one.
    private func checks() async -> [DoctorCheck] {
        do {
            let settings = try self.configuration.load()
            let doctor = Doctor(configuration: settings)
            var checks = await doctor.check(
                eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
                isServing: false,
                isProduction: self.production
            )
            guard self.production else { return checks }
            checks += await doctor.checkProduction(environment: ProcessInfo.processInfo.environment)
            checks += UnitCheckup().checks() + WatchdogCheckup().checks()
            return checks
        } catch {
            return (error.problem.errors ?? []).map { issue in
                DoctorCheck(
                    id: .configuration,
                    status: .failed,
                    summary: [issue.path, issue.detail].compactMap { $0 }.joined(separator: ": "),
                    remedy: "every setting there is: hookswitch config sample"
                )
            }
        }
    }

    /// Mends what is safe to mend, and says what it mended. What it cannot mend keeps nobody from the checks.
    private func mend() async {
        let settings: Configuration
        do throws(CommandFailure) {
            settings = try self.configuration.load()
        } catch {
            // The checks tell what is wrong with it.
            return
        }
        for outcome in DoctorRepair().run(settings) {
            switch outcome {
            case .mended: StandardStream.say(outcome.line)
            case .left: StandardStream.complain(outcome.line)
            }
        }
        guard self.migrate else { return }
        do {
            _ = try await InstallationDatabase.withPool(of: self.configuration) { pool in
                try await Migrator(pool: pool).up { StandardStream.say("mended: applied \($0)") }
            }
        } catch {
            // The steps before it are applied and said; how the schema stands, the checks tell.
            FailureBlock(CommandFailure(error)).say(palette: self.common.talkPalette)
        }
    }
}
