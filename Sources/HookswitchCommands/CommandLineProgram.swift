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
        var isColorless = arguments.contains("--no-color")
        do {
            var command = try HookswitchCommand.parseAsRoot(arguments)
            if let ours = command as? any ShellCommand {
                format = ours.common.output
                isColorless = ours.common.isColorless
            }
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return .success
        } catch StandardStream.WriteError.readerGone {
            // `hookswitch … | head` is no failure of ours.
            return .success
        } catch {
            return Self.report(error, as: format, isColorless: isColorless)
        }
    }

    /// Prints an error and says how to exit. Help and version come as errors, too.
    private static func report(_ error: any Error, as format: OutputFormat, isColorless: Bool) -> CommandStatus {
        // A command that ends so has said all there is.
        if let code = error as? ExitCode { return CommandStatus(rawValue: code.rawValue) ?? .failed }
        guard let failure = Self.failure(error) else {
            do {
                try StandardStream.output.write(HookswitchCommand.fullMessage(for: error) + "\n")
            } catch {}
            return .success
        }
        if format == .json || format == .yaml, let text = try? CommandOutput.json(failure.problem) {
            StandardStream.say(text)
        } else if failure.status == .usage, !(error is CommandFailure) {
            StandardStream.say(HookswitchCommand.fullMessage(for: error))
        } else {
            let environment = ProcessInfo.processInfo.environment
            let palette = StandardStream.error.palette(environment: environment, isColorless: isColorless)
            FailureBlock(failure).say(palette: palette)
        }
        return failure.status
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
