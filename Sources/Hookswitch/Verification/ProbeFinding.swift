/// What a step found, before it is known how long it took.
struct ProbeFinding: Hashable, Sendable {
    let status: VerificationProbe.Status
    let answered: String?
    let finding: String
    let hint: VerificationHint?
    let remedy: [String]

    /// As it should be.
    static func ok(_ finding: String, answered: String? = nil) -> ProbeFinding {
        ProbeFinding(status: .ok, answered: answered, finding: finding, hint: nil, remedy: [])
    }

    /// Somebody should look.
    static func warning(
        _ hint: VerificationHint,
        _ finding: String,
        answered: String? = nil,
        remedy: [String]
    ) -> ProbeFinding {
        ProbeFinding(status: .warning, answered: answered, finding: finding, hint: hint, remedy: remedy)
    }

    /// It does not work.
    static func failed(
        _ hint: VerificationHint,
        _ finding: String,
        answered: String? = nil,
        remedy: [String]
    ) -> ProbeFinding {
        ProbeFinding(status: .failed, answered: answered, finding: finding, hint: hint, remedy: remedy)
    }

    /// It was not tried.
    static func skipped(_ reason: String) -> ProbeFinding {
        ProbeFinding(status: .skipped, answered: nil, finding: reason, hint: nil, remedy: [])
    }
}
