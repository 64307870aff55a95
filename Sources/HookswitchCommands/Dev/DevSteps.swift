import ServiceLifecycle

/// The list of steps that `hookswitch dev` shows while it starts.
struct DevSteps: Sendable {
    /// The column at which times end.
    private static let width = 76

    /// The colours of standard error.
    let palette: Palette

    /// Takes a step and tells how long it took, or that it failed.
    ///
    /// - Parameter text: What the step is, once its result is known.
    func take<Result: Sendable>(
        _ text: (Result) -> String,
        orElse failure: String,
        _ work: () async throws -> Result
    ) async throws -> Result {
        let start = ContinuousClock.now
        do {
            let result = try await work()
            self.done(text(result), in: ContinuousClock.now - start)
            return result
        } catch {
            // What fails because Ctrl-C was pressed is no failure.
            if !Task.isShuttingDownGracefully { StandardStream.say("  \(self.palette.bad("✖")) \(failure)") }
            throw error
        }
    }

    /// Takes a step whose text does not depend on its result.
    @discardableResult
    func take<Result: Sendable>(_ text: String, _ work: () async throws -> Result) async throws -> Result {
        try await self.take({ _ in text }, orElse: text, work)
    }

    /// Says that something is done.
    func done(_ text: String, in duration: Duration) {
        let time = Self.seconds(duration)
        let line = TerminalText.padded("  ✔ \(text)", to: Self.width - TerminalText.width(time)) + " " + time
        StandardStream.say(line.replacing("✔", with: self.palette.good("✔"), maxReplacements: 1))
    }

    /// `0.9 s`, as people read it.
    static func seconds(_ duration: Duration) -> String {
        let tenths = duration / .milliseconds(100)
        let rounded = Int(tenths.rounded())
        return "\(rounded / 10).\(rounded % 10) s"
    }
}
