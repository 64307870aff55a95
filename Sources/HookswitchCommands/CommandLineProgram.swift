import ArgumentParser
import Foundation
import Glibc

/// The program behind `hookswitch`: reads the command line, runs the command, and ends with its exit code.
public enum CommandLineProgram {
    /// Runs the command that the process was started with and ends the process.
    public static func run() async -> Never {
        // Whoever reads us may go away; a write then fails and is handled, instead of ending the process.
        signal(SIGPIPE, SIG_IGN)
        let status = await Self.run(Array(ProcessInfo.processInfo.arguments.dropFirst()))
        exit(status.rawValue)
    }

    static func run(_ arguments: [String]) async -> CommandStatus {
        var format = Self.requestedFormat(arguments)
        var color: ColorChoice = arguments.contains("--no-color") ? .never : .auto
        do {
            // The asynchronous way, for completion may ask the server.
            let command = try await HookswitchCommand.asyncParseAsRoot(arguments)
            if let ours = command as? any ShellCommand {
                format = ours.common.output
                color = ours.common.colorChoice
                try Self.checkFormat(of: ours)
            }
            let manner = (command as? any ShellCommand)?.common.behaviour.manner ?? CommandManner()
            if let seconds = (command as? any ShellCommand)?.common.behaviour.timeout {
                try await Self.perform(command, manner, within: seconds, as: format, color: color)
            } else {
                try await CommandManner.$current.withValue(manner) { try await Self.perform(command) }
            }
            return .success
        } catch StandardStream.WriteError.readerGone {
            // `hookswitch … | head` is no failure of ours.
            return .success
        } catch {
            return Self.report(error, as: format, color: color, arguments: arguments)
        }
    }

    private static func perform(_ command: any ParsableCommand) async throws {
        if let command = command as? any WatchableCommand {
            try await command.runWatched()
        } else if var command = command as? any AsyncParsableCommand {
            try await command.run()
        } else {
            var command = command
            try command.run()
        }
    }

    /// Runs a command that may take so long and no longer.
    private static func perform(
        _ command: sending any ParsableCommand,
        _ manner: CommandManner,
        within seconds: Double,
        as format: OutputFormat,
        color: ColorChoice
    ) async throws {
        let deadline = CommandDeadline(seconds: seconds)
        let work = Task {
            try await CommandManner.$current.withValue(manner) { try await Self.perform(command) }
        }
        try await deadline.wait(for: work, seconds: seconds) {
            Self.say(deadline.failure, as: format, color: color)
            _exit(deadline.failure.status.rawValue)
        }
    }

    /// Refuses a format that the command cannot print before the command does anything.
    private static func checkFormat(of command: some ShellCommand) throws(CommandFailure) {
        let formats = type(of: command).formats
        let format = command.common.output
        guard !formats.contains(format) else { return }
        let names = OutputFormat.allCases.filter(formats.contains).map(\.rawValue).joined(separator: ", ")
        throw CommandFailure(
            .usage,
            code: "usage",
            "this command does not print \(format.rawValue)",
            fix: command is ExportCommand
                ? "hookswitch export --format \(ExportCommand.format(like: format))" : "one of: \(names)"
        )
    }

    /// Prints an error and says how to exit. Help and version come as errors, too.
    private static func report(
        _ error: any Error,
        as format: OutputFormat,
        color: ColorChoice,
        arguments: [String]
    ) -> CommandStatus {
        // A command that ends so has said all there is.
        if let code = error as? ExitCode { return CommandStatus(rawValue: code.rawValue) ?? .failed }
        guard var failure = Self.failure(error) else {
            do {
                try StandardStream.output.write(HookswitchCommand.fullMessage(for: error) + "\n")
            } catch {}
            return .success
        }
        let isParsers = failure.status == .usage && !(error is CommandFailure)
        let complaint = isParsers ? CommandPath(arguments).complaint ?? LeadingOptions(arguments).complaint : nil
        if let complaint { failure.problem.title = complaint }
        if isParsers, !format.isForPrograms {
            StandardStream.complain(Self.message(of: error, complaint: complaint))
        } else {
            Self.say(failure, as: format, color: color)
        }
        return failure.status
    }

    /// Says a failure as a program or a person reads it.
    static func say(_ failure: CommandFailure, as format: OutputFormat, color: ColorChoice) {
        if format.isForPrograms, let text = try? CommandOutput.json(failure.problem) {
            return StandardStream.complain(text)
        }
        var failure = failure
        failure.problem.fix = failure.problem.fix.map { TypedServer.completed($0) }
        let environment = ProcessInfo.processInfo.environment
        FailureBlock(failure).say(palette: StandardStream.error.palette(environment: environment, color: color))
    }

    /// What the parser says, with our own first line if we know better what was meant.
    private static func message(of error: any Error, complaint: String?) -> String {
        let message = HookswitchCommand.fullMessage(for: error)
        guard let complaint else { return message }
        let rest = message.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
        return (["Error: " + TerminalText.visible(complaint)] + rest.map(String.init)).joined(separator: "\n")
    }

    /// The failure that an error stands for; `nil` for a request for help or version.
    private static func failure(_ error: any Error) -> CommandFailure? {
        if let failure = error as? CommandFailure { return failure }
        switch HookswitchCommand.exitCode(for: error) {
        case .success: return nil
        case .validationFailure:
            return CommandFailure(
                .usage,
                code: "usage",
                HookswitchCommand.message(for: error),
                fix: "add --help to the command"
            )
        default: return CommandFailure(error)
        }
    }

    /// The format that a command line asks for, for errors in that very command line.
    private static func requestedFormat(_ arguments: [String]) -> OutputFormat {
        for (argument, next) in zip(arguments, arguments.dropFirst() + [""]) {
            for name in ["-o", "--output"] {
                if argument == name, let format = OutputFormat(rawValue: next) { return format }
                guard argument.hasPrefix(name + "=") else { continue }
                if let format = OutputFormat(rawValue: String(argument.dropFirst(name.count + 1))) { return format }
            }
            if argument == "-ojson" { return .json }
        }
        return .table
    }
}
