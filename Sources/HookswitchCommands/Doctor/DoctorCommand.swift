import ArgumentParser
import Hookswitch
import NIOPosix

/// `hookswitch doctor`
struct DoctorCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at everything that the server needs, and say how to mend what is wrong.",
        usage: "hookswitch doctor [--config <file>] [-o json]",
        discussion: "It works with the server running or not. Exits with 6 if a check failed."
    )

    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
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
            return await Doctor(configuration: settings)
                .check(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, isServing: false)
        } catch {
            return (error.problem.errors ?? []).map { issue in
                DoctorCheck(
                    id: "configuration",
                    status: .failed,
                    summary: [issue.path, issue.detail].compactMap { $0 }.joined(separator: ": "),
                    remedy: "every setting there is: hookswitch config sample"
                )
            }
        }
    }
}
