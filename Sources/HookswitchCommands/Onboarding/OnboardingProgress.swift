import Synchronization

/// How far the wizard is, for the last words at Ctrl-C.
final class OnboardingProgress: Sendable {
    private struct State: Sendable {
        var slug: String?
        var isDone = false
    }

    private let state = Mutex(State())

    /// The tenant is on the server.
    func made(_ slug: String) {
        self.state.withLock { $0.slug = slug }
    }

    /// All is done but waiting for a call, which whoever leaves leaves to Enreach.
    func done() {
        self.state.withLock { $0.isDone = true }
    }

    /// How to go on.
    var resumption: String? {
        self.state.withLock { $0.slug }.map { "hookswitch tenant onboard \($0)" }
    }

    /// What to say to whoever leaves, and what that means to a script: leaving in the middle is an interruption, leaving
    /// when all is done is none.
    var parting: Interruption.Parting {
        let (slug, isDone) = self.state.withLock { ($0.slug, $0.isDone) }
        guard let slug else {
            return Interruption.Parting(status: .interrupted, words: "Interrupted. Nothing was made.")
        }
        let server = TypedServer.options(in: CommandLine.arguments.dropFirst())
        let resumption = "hookswitch tenant onboard \(slug)\(server)"
        guard isDone else {
            let words = "Interrupted. What was made stays; to go on: \(resumption)"
            return Interruption.Parting(status: .interrupted, words: words)
        }
        let words = """
            All is set up; no call has come yet.
            To wait again: \(resumption)
            Next: hookswitch decision list --tenant \(slug)\(server)    once Enreach calls
            """
        return Interruption.Parting(status: .success, words: words)
    }
}
