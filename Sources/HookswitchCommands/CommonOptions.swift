import ArgumentParser
import Foundation

/// What every command understands.
struct CommonOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "How data is printed.")
    var output: OutputFormat = .table

    @Option(help: "When colours are used; NO_COLOR and TERM=dumb switch auto off.")
    var color: ColorChoice = .auto

    @Flag(name: .customLong("no-color"), help: "The same as --color never.")
    var isColorless = false

    @Flag(name: [.customShort("y"), .customLong("yes")], help: "Answer yes to every question.")
    var isConfirmed = false

    @Flag(help: "Never ask at the terminal: what would be asked for is an error that names the option.")
    var noInput = false

    @Option(help: ArgumentHelp("Give the whole command up after so long, with exit code 7.", valueName: "seconds"))
    var timeout: Double?

    @Flag(name: .shortAndLong, help: "Say nothing but errors.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Say which server was asked, by which request, and how long it took.")
    var verbose = false

    @Flag(help: "Show the head of each request and answer, without secrets and numbers.")
    var debug = false

    /// A command takes a moment at least, and none is waited for longer than a day.
    private static let timeouts: ClosedRange<Double> = 0.1...86_400

    func validate() throws {
        guard !self.quiet || !(self.verbose || self.debug) else {
            throw ValidationError("--quiet says less, --verbose and --debug say more: give one of them.")
        }
        guard self.timeout.map(Self.timeouts.contains) ?? true else {
            throw ValidationError("--timeout is 0.1 to 86400 seconds.")
        }
    }

    /// How the command behaves.
    var manner: CommandManner {
        CommandManner(
            talk: self.debug ? .heads : self.verbose ? .requests : self.quiet ? .errors : .usual,
            asks: !self.noInput
        )
    }

    /// Where the command prints its data.
    var data: CommandOutput {
        let environment = ProcessInfo.processInfo.environment
        let stream = StandardStream.output
        return CommandOutput(
            format: self.output,
            palette: stream.palette(environment: environment, color: self.colorChoice),
            width: stream.width(environment: environment)
        )
    }

    /// The colours of what the command says on standard error.
    var talkPalette: Palette {
        StandardStream.error.palette(environment: ProcessInfo.processInfo.environment, color: self.colorChoice)
    }

    /// When colours are used, of all that was said about it.
    var colorChoice: ColorChoice {
        self.isColorless ? .never : self.color
    }

    /// Says what a person may do next; programs need not know.
    ///
    /// - Parameter command: The command, and behind four spaces perhaps why.
    func sayNext(_ command: String) {
        guard self.output.isForPeople else { return }
        StandardStream.say(self.talkPalette.bold("Next:") + " " + TerminalText.visible(command))
    }

    /// Asks before something is destroyed or cut off.
    ///
    /// - Throws: A ``CommandFailure`` of cancelling unless the answer is yes; without a terminal to ask at, `--yes` is
    ///   the only yes.
    func confirm(_ question: String) throws(CommandFailure) {
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
