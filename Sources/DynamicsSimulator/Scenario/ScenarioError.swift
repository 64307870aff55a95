/// Why a scenario cannot be played: every problem found in it.
public struct ScenarioError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One thing wrong with a scenario.
    public struct Problem: Sendable, Hashable, CustomStringConvertible {
        /// The line in the YAML, from 1; none for a scenario built in Swift.
        public let line: Int?
        /// Where in the document, such as `environments[0].hosts[1]`; empty for the document itself.
        public let path: String
        /// What is wrong and what was expected.
        public let message: String

        /// Line, path and message in one line of text.
        public var description: String {
            let place = self.path.isEmpty ? "scenario" : self.path
            guard let line = self.line else { return "\(place): \(self.message)" }
            return "line \(line): \(place): \(self.message)"
        }
    }

    /// The problems, in the order of the document; never empty.
    public let problems: [Problem]

    /// The problems, one to a line.
    public var description: String {
        self.problems.map(\.description).joined(separator: "\n")
    }
}
