/// The configuration cannot be used; it names everything that is wrong, not only the first thing.
public struct ConfigurationError: Error, Hashable, Sendable {
    /// One thing that is wrong.
    public struct Problem: Hashable, Sendable {
        /// The setting, or the unknown key or variable.
        public let key: String

        /// Where it was given; nil where it is missing.
        public let origin: SettingOrigin?

        /// What is wrong, as a clause without a full stop. Never a secret.
        public let reason: String

        /// What to do, as a sentence.
        public let remedy: String

        /// A problem.
        public init(key: String, origin: SettingOrigin?, reason: String, remedy: String) {
            self.key = key
            self.origin = origin
            self.reason = reason
            self.remedy = remedy
        }

        /// The key and where it was given, such as `calls.listen (hookswitch.yaml:12)`; a variable that is no setting
        /// is its own place.
        public var place: String {
            guard let origin, origin.description != self.key else { return self.key }
            return "\(self.key) (\(origin))"
        }
    }

    /// What is wrong; never empty.
    public let problems: [Problem]

    /// An error for these problems.
    public init(problems: [Problem]) {
        self.problems = problems
    }
}

extension ConfigurationError: CustomStringConvertible {
    /// All problems, each with its place and its remedy, for standard error.
    public var description: String {
        let count = self.problems.count == 1 ? "a problem" : "\(self.problems.count) problems"
        let lines = self.problems.flatMap { problem in
            ["  \(problem.place): \(problem.reason)", "      → \(problem.remedy)"]
        }
        return (["the configuration has \(count):"] + lines).joined(separator: "\n")
    }
}
