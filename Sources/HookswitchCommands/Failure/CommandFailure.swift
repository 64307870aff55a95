/// Why a command did not do what it was asked: the one shape that every error takes before it is printed.
struct CommandFailure: Error, Sendable {
    /// The exit code.
    let status: CommandStatus
    /// What happened, as a stable word, a sentence, and all that a program may want to know.
    var problem: Problem
    /// Further lines that say why, for people.
    var reasons: [String]
    /// How many seconds the server asks to wait, if it says.
    var retryAfter: Int?
    /// What the document was called in front of which the issues stand: a file's name.
    var source: String?

    /// Describes a failure that no server reported.
    ///
    /// - Parameters:
    ///   - status: The exit code.
    ///   - code: What happened, as a stable word.
    ///   - what: What happened, as a sentence without a full stop.
    ///   - reasons: Why, a line each.
    ///   - fix: How to mend it.
    init(_ status: CommandStatus, code: String, _ what: String, why reasons: [String] = [], fix: String? = nil) {
        self.status = status
        self.problem = Problem(
            type: "about:blank",
            title: what,
            detail: reasons.isEmpty ? nil : reasons.joined(separator: "; "),
            code: code,
            retryable: status == .unavailable,
            fix: fix
        )
        self.reasons = reasons
    }

    /// Describes a failure that a server reported.
    init(_ status: CommandStatus, problem: Problem) {
        self.status = status
        self.problem = problem
        self.reasons = []
    }

    /// The same failure with another exit code.
    func with(status: CommandStatus) -> CommandFailure {
        var failure = CommandFailure(status, problem: self.problem)
        failure.reasons = self.reasons
        failure.source = self.source
        return failure
    }
}
