/// One step of a verification: what it asks, what must have gone well before, and how it finds out.
struct ProbeStep: Sendable {
    /// The stable name.
    let id: String
    /// Whom or what it asks.
    let called: String?
    /// The steps without which it makes no sense.
    let needs: [String]
    /// Finds out, given what the steps before found. It keeps a deadline of its own and never throws.
    let work: @Sendable (_ before: [VerificationProbe]) async -> ProbeFinding

    /// Describes a step.
    init(
        _ id: String,
        called: String? = nil,
        needs: [String] = [],
        _ work: @escaping @Sendable (_ before: [VerificationProbe]) async -> ProbeFinding
    ) {
        self.id = id
        self.called = called
        self.needs = needs
        self.work = work
    }

    /// Takes the step, unless a step that it needs failed or was skipped.
    func take(after before: [VerificationProbe]) async -> VerificationProbe {
        if let missing = before.first(where: { self.needs.contains($0.id) && !$0.allowsMore }) {
            let reason = missing.status == .failed ? "failed" : "was not tried"
            return self.probe(.skipped("not tried, because \(missing.id) \(reason)"), duration: .zero, called: nil)
        }
        let startedAt = ContinuousClock.now
        let finding = await self.work(before)
        let called = finding.status == .skipped ? nil : self.called
        return self.probe(finding, duration: .now - startedAt, called: called)
    }

    private func probe(_ finding: ProbeFinding, duration: Duration, called: String?) -> VerificationProbe {
        VerificationProbe(
            id: self.id,
            status: finding.status,
            called: called,
            answered: finding.answered,
            // Tenths of a millisecond: finer would be noise.
            durationMilliseconds: (duration / .milliseconds(1) * 10).rounded() / 10,
            finding: finding.finding,
            hint: finding.hint,
            remedy: finding.remedy
        )
    }
}

extension VerificationProbe {
    /// Whether what needs this may be tried.
    fileprivate var allowsMore: Bool {
        self.status == .ok || self.status == .warning
    }
}
