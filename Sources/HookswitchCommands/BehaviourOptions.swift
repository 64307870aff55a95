import ArgumentParser

/// How a command behaves whatever it does: what every command understands besides how its data is printed.
struct BehaviourOptions: ParsableArguments {
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

    @Flag(name: .shortAndLong, help: "Say nothing but errors; what is asked for is printed all the same.")
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

    /// When colours are used, of all that was said about it.
    var colorChoice: ColorChoice {
        self.isColorless ? .never : self.color
    }
}
