/// A verification of a tenant that is about to be made.
public struct Verification: Sendable {
    private let steps: [ProbeStep]
    /// Its place among those under way; it is held as long as the verification is.
    private let place: VerificationPlace?

    init(steps: [ProbeStep], place: VerificationPlace? = nil) {
        self.steps = steps
        self.place = place
    }

    /// A verification that asks nobody, and finds what it is told; for tests of what shows it.
    init(finding probes: [VerificationProbe]) {
        self.place = nil
        self.steps = probes.map { probe in
            ProbeStep(probe.id, called: probe.called) { _ in
                ProbeFinding(
                    status: probe.status,
                    answered: probe.answered,
                    finding: probe.finding,
                    hint: probe.hint,
                    remedy: probe.remedy
                )
            }
        }
    }

    /// Takes the steps one after the other. It lasts as long as Microsoft takes, a minute at the worst.
    ///
    /// - Parameter report: Called with each probe as it ends. What it throws ends the verification.
    public func run(_ report: (VerificationProbe) async throws -> Void = { _ in }) async throws -> VerificationResult {
        defer { withExtendedLifetime(self.place) {} }
        var probes: [VerificationProbe] = []
        for step in self.steps {
            try Task.checkCancellation()
            let probe = await step.take(after: probes)
            probes.append(probe)
            try await report(probe)
        }
        return VerificationResult(probes: probes)
    }
}
