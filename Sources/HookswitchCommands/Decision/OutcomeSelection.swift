import ArgumentParser
import Hookswitch
import Routing

/// The outcomes that a word of the command line means: one by its own name, or all of a class such as `degraded`.
enum OutcomeSelection {
    /// Every word there is.
    static let words = Outcome.allCases.map(\.rawValue) + Self.classes.map(\.rawValue)

    /// The classes whose name is no outcome's.
    private static let classes = OutcomeClass.allCases.filter { Outcome(rawValue: $0.rawValue) == nil }

    /// Reads a word.
    ///
    /// - Throws: A `ValidationError` that names every word there is.
    @Sendable
    static func parse(_ text: String) throws -> [Outcome] {
        if let outcome = Outcome(rawValue: text) { return [outcome] }
        guard let group = Self.classes.first(where: { $0.rawValue == text }) else {
            throw ValidationError("'\(text)' is none of: \(Self.words.joined(separator: ", ")).")
        }
        return Outcome.allCases.filter { OutcomeClass($0) == group }
    }
}
