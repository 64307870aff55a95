import Hookswitch

/// How a question is put at the terminal.
struct OnboardingPrompt: Sendable {
    let question: OnboardingQuestion
    let state: Onboarding

    /// What stands before the cursor: the question, what Enter alone means in brackets, and a colon.
    var text: String {
        let standard = self.state.standard(for: self.question).flatMap { $0.isEmpty ? nil : $0 }
        let hint = standard.map { " [\(TerminalText.visible($0))]" } ?? self.meaningOfEnter
        return "  " + TerminalText.visible(self.words) + hint + ": "
    }

    /// What Enter alone means where it stands for no text.
    private var meaningOfEnter: String {
        switch self.question {
        case .expiry: " [unknown]"
        case .sample: " [none]"
        case .poolsFile: " [type them here]"
        case .poolNumber: self.state.answers.pools.isEmpty ? "" : " [no more]"
        case .poolTarget: " [none]"
        case .caller: " [no test]"
        default: ""
        }
    }

    private var words: String {
        let pool = self.state.answers.pool
        return switch self.question {
        case .name: "Customer's name"
        case .slug: "Short name (slug)"
        case .region: "Country of the numbers in the CRM, such as FI"
        case .url: "Address of the environment"
        case .entraTenant: "Directory (tenant) id or domain"
        case .clientID: "Application (client) id"
        case .secret: "Client secret, its Value (not shown)"
        case .expiry: "Day on which it expires, such as 2027-05-01"
        case .sample: "Number of a caller who should be found"
        case .afterFailure: "again, url, directory, application, secret, or later"
        case .poolsFile: "File of pools, CSV or YAML"
        case .poolNumber: "Number of \(self.state.answers.pools.isEmpty ? "a pool" : "the next pool")"
        case .poolName: "Name of \(pool?.number ?? "the pool")"
        case .poolTarget: "Target for callers whom Dynamics knows"
        case .poolOtherwise: "Target for all others"
        case .furtherKey: self.keyQuestion
        case .caller: "Number that calls in the test"
        case .pool: "Pool that it calls"
        }
    }

    private var keyQuestion: String {
        let key = self.state.tenant?.liveKeys.first
        return "A key is live (…\(key?.hint ?? ""), \(LocalTime.short(key?.createdAt ?? ""))). Make another"
    }
}
