import ArgumentParser

/// How a command looks again and again.
struct WatchOptions: ParsableArguments {
    /// A server is not asked more often by one pair of eyes.
    private static let range: ClosedRange<Double> = 0.5...86_400

    @Option(
        name: .shortAndLong,
        defaultAsFlag: 2,
        help: ArgumentHelp("Look again every so many seconds, until Ctrl-C.", valueName: "seconds")
    )
    var watch: Double?

    func validate() throws {
        guard let watch, !Self.range.contains(watch) else { return }
        throw ValidationError("--watch is 0.5 to 86400 seconds.")
    }

    /// How long to wait between two looks; `nil` looks once.
    var interval: Duration? {
        self.watch.map { .milliseconds(Int64(($0 * 1000).rounded())) }
    }

    /// The lines of the screen that each look fills anew; `nil` if there is no screen, or only one look.
    var screenHeight: Int? {
        self.watch == nil || !StandardStream.output.isTerminal ? nil : StandardStream.output.height
    }
}
