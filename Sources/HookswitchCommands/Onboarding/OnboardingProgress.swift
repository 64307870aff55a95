import Synchronization

/// How far the wizard is, for the last words at Ctrl-C.
final class OnboardingProgress: Sendable {
    private let slug = Mutex<String?>(nil)

    /// The tenant is on the server.
    func made(_ slug: String) {
        self.slug.withLock { $0 = slug }
    }

    /// How to go on.
    var resumption: String? {
        self.slug.withLock { $0 }.map { "hookswitch tenant onboard \($0)" }
    }

    /// What to say to whoever leaves in the middle.
    var lastWords: String {
        self.resumption.map { "Interrupted. What was made stays; to go on: \($0)" } ?? "Interrupted. Nothing was made."
    }
}
