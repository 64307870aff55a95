import ArgumentParser
import Hookswitch

/// A time to come as people type it: `36h`, `60d`, `8w`.
struct LookAhead: Hashable, Sendable {
    private let duration: Duration

    /// Reads a whole number from 1 of hours, days or weeks, at most ten years.
    ///
    /// - Returns: `nil` for anything else.
    init?(parsing text: String) {
        guard let lifetime = TokenLifetime(parsing: text) else { return nil }
        self.duration = .seconds(Int64(lifetime.seconds))
    }

    /// The moment; it moves with the clock, so that a command that looks again means the latest of it.
    func moment(now: Moment = .now()) -> Moment {
        now.advanced(by: self.duration)
    }
}

extension LookAhead: ExpressibleByArgument {
    /// Reads an argument.
    init?(argument: String) {
        self.init(parsing: argument)
    }
}
