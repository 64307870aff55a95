/// A question by which an installation recognises itself, and the one answer to it.
struct InstallationQuestion: Hashable, Sendable {
    /// What the request carries.
    let text: String
    /// What this installation answers.
    let answer: String
}
