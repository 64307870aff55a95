/// Why an answer will not do: what, why, and how to mend it. It shows no password.
public struct SetupRefusal: Error, Hashable, Sendable {
    /// What is wrong, as a clause without a full stop.
    public let what: String
    /// Why that is wrong, likewise.
    public let why: String
    /// What to answer instead, likewise.
    public let fix: String

    /// Refuses an answer.
    public init(_ what: String, why: String, fix: String) {
        self.what = what
        self.why = why
        self.fix = fix
    }
}
