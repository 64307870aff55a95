import ArgumentParser

/// When colours are used.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// On a terminal that wants them: without `NO_COLOR` and not `TERM=dumb`.
    case auto
    /// In files and pipes, too.
    case always
    /// Nowhere.
    case never

    /// Whether colours are used.
    ///
    /// - Parameters:
    ///   - environment: Where `NO_COLOR` (no-color.org) and `TERM` are.
    ///   - isTerminal: Whether a person is looking.
    func isColored(environment: [String: String], isTerminal: Bool) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto: isTerminal && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        }
    }
}
