/// What a verification of a tenant found, as a whole.
public struct VerificationResult: Codable, Hashable, Sendable {
    /// Whether no probe failed. Warnings and what was not tried do not count.
    public let passed: Bool
    /// The probes, in the order in which they were made.
    public let probes: [VerificationProbe]

    /// Sums probes up.
    public init(probes: [VerificationProbe]) {
        self.passed = !probes.contains { $0.status == .failed }
        self.probes = probes
    }
}
