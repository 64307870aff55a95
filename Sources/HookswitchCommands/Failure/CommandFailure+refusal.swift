import Hookswitch

extension CommandFailure {
    /// What keeps the server from starting: nothing was started.
    ///
    /// The exit code tells a supervisor whether starting again may help: 7, or would not: 2.
    init(_ refusal: StartRefusal) {
        self.init(
            refusal.isTemporary ? .unavailable : .cancelled,
            code: refusal.isTemporary ? "database_unavailable" : "start_refused",
            "hookswitch does not start: \(refusal.subject)",
            why: [refusal.reason],
            fix: refusal.remedy
        )
    }
}
