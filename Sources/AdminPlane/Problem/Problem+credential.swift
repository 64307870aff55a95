import Hookswitch

extension Problem {
    /// A secret that is not taken; it is never shown.
    init(_ refusal: CredentialRefusal) {
        self.init(
            .invalidRequest,
            "The member /secret cannot be used: \(refusal).",
            issues: [ProblemIssue(pointer: "/secret", code: refusal.code, detail: "\(refusal)")]
        )
    }
}
