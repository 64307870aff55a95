import ArgumentParser

/// Reads an argument that is one word of a closed list of another module's.
enum ClosedChoice<Choice: RawRepresentable & CaseIterable & Sendable> where Choice.RawValue == String {
    /// Reads a word.
    ///
    /// - Throws: A `ValidationError` that names every word there is.
    @Sendable
    static func parse(_ text: String) throws -> Choice {
        guard let choice = Choice(rawValue: text) else {
            let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("'\(text)' is none of: \(words).")
        }
        return choice
    }
}
