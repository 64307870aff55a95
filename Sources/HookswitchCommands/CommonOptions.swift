import ArgumentParser
import Foundation

/// What every command understands.
struct CommonOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "How data is printed.")
    var output: OutputFormat = .table

    @OptionGroup var behaviour: BehaviourOptions

    /// Answer yes to every question.
    var isConfirmed: Bool { self.behaviour.isConfirmed }

    /// Never ask.
    var noInput: Bool { self.behaviour.noInput }

    /// When colours are used, of all that was said about it.
    var colorChoice: ColorChoice { self.behaviour.colorChoice }

    /// Where the command prints its data.
    var data: CommandOutput {
        let environment = ProcessInfo.processInfo.environment
        let stream = StandardStream.output
        return CommandOutput(
            format: self.output,
            palette: stream.palette(environment: environment, color: self.colorChoice),
            width: StandardStream.dataWidth(
                terminal: stream.isTerminal ? stream.width(environment: environment) : nil,
                environment: environment
            )
        )
    }

    /// The colours of what the command says on standard error.
    var talkPalette: Palette {
        StandardStream.error.palette(environment: ProcessInfo.processInfo.environment, color: self.colorChoice)
    }

    /// Says what a person may do next; programs need not know. Which server this command was told to ask, the next is told, too.
    ///
    /// - Parameter command: The command, and behind four spaces perhaps why.
    func sayNext(_ command: String) {
        guard self.output.isForPeople else { return }
        let end = command.range(of: "    ")?.lowerBound ?? command.endIndex
        let server = TypedServer.options(in: CommandLine.arguments.dropFirst())
        let next = command[..<end] + server + command[end...]
        StandardStream.say(self.talkPalette.bold("Next:") + " " + TerminalText.visible(String(next)))
    }

    /// Says something with commands in it that a person may want; which server, they are told as the next command is.
    func sayHint(_ text: String) {
        guard self.output.isForPeople else { return }
        StandardStream.say(TypedServer.completed(text))
    }

    /// Asks before something is destroyed or cut off.
    ///
    /// - Throws: A ``CommandFailure`` of cancelling unless the answer is yes; without a terminal to ask at, `--yes` is
    ///   the only yes.
    ///
    /// - Parameter lines: What the question is about. They stand above it, even where nothing else is said: `--quiet`.
    func confirm(_ question: String, after lines: [String] = []) throws(CommandFailure) {
        lines.forEach(self.isConfirmed ? StandardStream.say : StandardStream.complain)
        guard !self.isConfirmed else { return }
        guard !self.noInput else { throw CommandFailure(unasked: question, instead: "add --yes") }
        guard StandardStream.isAnswerable, StandardStream.error.isTerminal else {
            throw CommandFailure(.cancelled, code: "not_confirmed", "this asks first: \(question)", fix: "add --yes")
        }
        StandardStream.ask(question + " [y/N] ")
        let answer = readLine()?.lowercased() ?? ""
        guard ["y", "yes"].contains(answer) else {
            throw CommandFailure(.cancelled, code: "cancelled", "cancelled; nothing was changed")
        }
    }
}
