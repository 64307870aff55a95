import Foundation
import Hookswitch
import Routing

/// The wizard's thin edge: asks at the terminal, or nobody, and does at the server what the value says.
struct OnboardingSession: Sendable {
    let server: OnboardingServer
    let page: OnboardingPage
    /// Whether there is somebody to ask.
    let isAsking: Bool
    /// Whether what is made is shown at once, for people.
    let output: CommandOutput
    let progress: OnboardingProgress

    /// Goes on until all is done.
    ///
    /// - Throws: A ``CommandFailure`` of cancelling or interruption if somebody leaves; of the check that did not pass, where
    ///   nobody can be asked what to do about it.
    func run(_ start: Onboarding) async throws -> Onboarding {
        var state = start
        var shown: Set<OnboardingStep> = []
        var heading: OnboardingStep?
        while true {
            let move = state.next
            if let step = move.step { shown = shown.filter { $0 < step } }
            let ended = OnboardingStep.allCases.filter { step in move.step.map { step < $0 } ?? true }
            for step in ended where shown.insert(step).inserted { self.show(step, of: state) }
            if let step = self.headedStep(move), step != heading {
                StandardStream.say(self.page.heading(of: step))
                heading = step
            }
            switch move {
            case .finished: return state
            case .ask(let question):
                try self.ask(question, of: &state)
            case .act(let action):
                do {
                    try await self.act(action, on: &state)
                } catch let failure as CommandFailure {
                    try self.askAgain(after: failure, at: action, on: &state)
                }
                if let slug = state.tenant?.slug { self.progress.made(slug) }
            }
        }
    }

    /// The step whose heading stands above what comes now: questions, and the probes of a verification.
    private func headedStep(_ move: OnboardingMove) -> OnboardingStep? {
        switch move {
        case .ask(let question): self.isAsking ? question.step : nil
        case .act(.verify): .verify
        case .act, .finished: nil
        }
    }

    private func show(_ step: OnboardingStep, of state: Onboarding) {
        guard let (mark, text) = OnboardingSummary(state: state).text(of: step) else { return }
        self.page.line(of: step, mark, text).forEach(StandardStream.say)
    }

    private func ask(_ question: OnboardingQuestion, of state: inout Onboarding) throws {
        guard self.isAsking else { return try self.answerUnasked(question, of: &state) }
        let prompt = OnboardingPrompt(question: question, state: state).text
        switch state.answer(question, try self.read(prompt, isSecret: question.isSecret)) {
        case .taken(let note): note.map { self.page.note($0) }?.forEach(StandardStream.say)
        case .refused(let hints): self.page.hints(hints).forEach(StandardStream.say)
        }
    }

    private func read(_ prompt: String, isSecret: Bool) throws(CommandFailure) -> String {
        if isSecret {
            do throws(CommandFailure) {
                return try SecretPrompt.read(prompt, instead: "the secret in the file of --file").reveal()
            } catch {
                guard error.status == .interrupted else { throw error }
                throw CommandFailure(
                    .interrupted,
                    code: "interrupted",
                    self.progress.resumption == nil
                        ? "interrupted; nothing was made" : "interrupted; what was made stays",
                    fix: self.progress.resumption
                )
            }
        }
        StandardStream.ask(prompt)
        guard let line = readLine() else {
            StandardStream.say("")
            throw CommandFailure(
                .cancelled,
                code: "cancelled",
                "the onboarding was left before its end; what was made stays",
                fix: self.progress.resumption
            )
        }
        return line
    }

    /// Where nobody can be asked, a question is answered as Enter alone would.
    private func answerUnasked(_ question: OnboardingQuestion, of state: inout Onboarding) throws {
        if question == .afterFailure {
            throw CommandFailure(
                .checkNotPassed,
                code: "verification_failed",
                "the verification failed, and nothing was made after it",
                fix: "mend what is said above, then: \(self.progress.resumption ?? "the same command again")"
            )
        }
        guard case .refused(let hints) = state.answer(question, "") else { return }
        throw CommandFailure(
            .usage,
            code: "usage",
            "an answer is missing: \(question.option ?? "\(question)")",
            why: hints,
            fix: "hookswitch tenant onboard --help"
        )
    }

    /// What the server refuses is asked again, if there is somebody to ask and a question for it.
    private func askAgain(
        after failure: CommandFailure,
        at action: OnboardingMove.Action,
        on state: inout Onboarding
    ) throws {
        let issues = failure.problem.errors ?? []
        guard self.isAsking, !issues.isEmpty else { throw failure }
        if action == .checkAddress, issues.contains(where: { $0.pointer == "/dataverse/url" }) {
            state.addressWasChecked(isAllowed: false)
        } else {
            guard state.refused(pointers: issues.compactMap(\.pointer)) else { throw failure }
        }
        self.page.hints(issues.map(\.detail)).forEach(StandardStream.say)
    }
}
