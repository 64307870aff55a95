/// Why the server does not start: what is wrong, and how to mend it. It is found before anything listens.
public struct StartRefusal: Error, Hashable, Sendable {
    /// What is wrong, such as `keyring.file`.
    public let subject: String
    /// What was found, in one sentence.
    public let reason: String
    /// How to mend it.
    public let remedy: String

    /// Refuses.
    public init(subject: String, reason: String, remedy: String) {
        self.subject = subject
        self.reason = reason
        self.remedy = remedy
    }
}

extension StartRefusal: CustomStringConvertible {
    /// All three, for the operator.
    public var description: String {
        "\(self.subject): \(self.reason); \(self.remedy)"
    }
}
