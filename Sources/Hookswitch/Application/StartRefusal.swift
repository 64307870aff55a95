import Postgres

/// Why the server does not start: what is wrong, and how to mend it. It is found before anything listens.
public struct StartRefusal: Error, Hashable, Sendable {
    /// What is wrong, such as `keyring.file`.
    public let subject: String
    /// What was found, in one sentence.
    public let reason: String
    /// How to mend it.
    public let remedy: String
    /// Whether it may mend itself, so that starting again later makes sense: the database is away.
    public let isTemporary: Bool

    /// Refuses.
    public init(subject: String, reason: String, remedy: String, isTemporary: Bool = false) {
        self.subject = subject
        self.reason = reason
        self.remedy = remedy
        self.isTemporary = isTemporary
    }

    /// Refuses because of what Postgres said or did not say.
    init(database error: any Error, doing work: String, remedy: String) {
        let disposition = (error as? PostgresError)?.disposition
        self.init(
            subject: "database.url",
            reason: "\(work) (\(error))",
            remedy: remedy,
            isTemporary: disposition == .retry || disposition == .busy || disposition == .capacity
        )
    }
}

extension StartRefusal: CustomStringConvertible {
    /// All three, for the operator.
    public var description: String {
        "\(self.subject): \(self.reason); \(self.remedy)"
    }
}
