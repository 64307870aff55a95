import Dynamics
import Foundation

extension Doctor {
    /// Asks at the public URL who answers there. Without a server nobody does, which is no fault then.
    ///
    /// While somebody tries things out with an address of this machine, there is nothing to look at.
    func checkPublicURL(through upstream: Upstream, isServing: Bool) async -> [DoctorCheck] {
        let isDevelopment = self.configuration.environment == .development
        do {
            let probe = PublicURLProbe(
                self.configuration.publicURL,
                isDevelopment: isDevelopment,
                proof: InstallationProof(keyRing: try Foundations.keyRing(self.configuration)),
                egress: try Foundations.egress(self.configuration),
                upstream: upstream,
                now: { Date() }
            )
            guard !isDevelopment || probe.check.textFinding == nil else { return [] }
            var random = SystemRandomNumberGenerator()
            // Any tenant's would do: what is asked is answered before anybody looks whose it is.
            let finding = await probe.find(at: EndpointID(random: &random).path, within: Self.patience)
            return [Self.check(finding, isServing: isServing)]
        } catch {
            // Of the key ring and of what may be called, other checks say how they stand.
            return []
        }
    }

    static func check(_ finding: ProbeFinding, isServing: Bool) -> DoctorCheck {
        let awaitsServer: [VerificationHint?] = [
            .publicURLRefused, .publicURLSlow, .publicURLBroken, .publicURLNotHookswitch, .publicURLLocal,
            .publicURLNotHTTPS,
        ]
        let status: DoctorCheck.Status =
            switch finding.status {
            case .ok, .skipped: .ok
            case .warning: .warning
            case .failed: !isServing && awaitsServer.contains(finding.hint) ? .warning : .failed
            }
        let summary = [finding.finding, finding.answered.map { "(\($0))" }].compactMap(\.self).joined(separator: " ")
        return DoctorCheck(
            id: "public-url",
            status: status,
            summary: summary,
            remedy: finding.remedy.isEmpty ? nil : finding.remedy.joined(separator: " ")
        )
    }
}
