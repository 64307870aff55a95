import Hookswitch

extension CommandFailure {
    /// What keeps the server from starting: nothing was started.
    init(_ refusal: StartRefusal) {
        self.init(
            .cancelled,
            code: "start_refused",
            "hookswitch does not start: \(refusal.subject)",
            why: [refusal.reason],
            fix: refusal.remedy
        )
    }
}
