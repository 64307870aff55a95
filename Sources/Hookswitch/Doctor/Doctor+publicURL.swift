import Dynamics
import Foundation

extension Doctor {
    /// What only a server, or the edge before it, can make good. It is no fault while neither was started.
    private static let awaitsServer: Set<VerificationHint> = [
        .publicURLRefused, .publicURLSlow, .publicURLBroken, .publicURLNotHookswitch, .publicURLLocal,
        .publicURLNotHTTPS,
    ]
    /// What still is none before customers' calls come: the edge is there, and the server behind it is not.
    private static let awaitsServerInProduction: Set<VerificationHint> = [.publicURLNotHookswitch]
    /// What keeps others from believing who answers.
    private static let distrusted: Set<VerificationHint> = [
        .publicURLCertificateUntrusted, .publicURLCertificateExpired, .publicURLCertificateOtherName,
    ]

    /// Asks at the public URL who answers there, as the telephony cloud would. Without a server nobody does, which is no fault
    /// then.
    ///
    /// While somebody tries things out with an address of this machine, there is nothing to look at.
    ///
    /// - Parameter isProduction: Whether all must be so that customers' calls may come.
    func checkPublicURL(through upstream: Upstream, isServing: Bool, isProduction: Bool) async -> [DoctorCheck] {
        let isDevelopment = self.configuration.environment == .development && !isProduction
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
            let look = await probe.look(at: EndpointID(random: &random).path, within: Self.patience)
            return Self.checks(look, isServing: isServing, isProduction: isProduction)
        } catch {
            // Of the key ring and of what may be called, other checks say how they stand.
            return []
        }
    }

    /// Says of what was seen how it stands: who answers, and, where one was shown, the certificate.
    static func checks(_ look: PublicURLLook, isServing: Bool, isProduction: Bool) -> [DoctorCheck] {
        let finding = look.finding
        let remedy = finding.remedy.isEmpty ? nil : finding.remedy.joined(separator: " ")
        if let hint = finding.hint, Self.distrusted.contains(hint) {
            return [
                Self.certificate(
                    Self.status(finding, awaiting: [], isProduction: isProduction),
                    finding.finding,
                    remedy
                )
            ]
        }
        let awaiting = isServing ? [] : isProduction ? Self.awaitsServerInProduction : Self.awaitsServer
        let summary = [finding.finding, finding.answered.map { "(\($0))" }].compactMap(\.self).joined(separator: " ")
        guard let days = look.certificateDays else {
            return [
                DoctorCheck(
                    id: .publicURL,
                    status: Self.status(finding, awaiting: awaiting, isProduction: isProduction),
                    summary: summary,
                    remedy: remedy
                )
            ]
        }
        let endsSoon = finding.hint == .publicURLCertificateEndsSoon
        let lasts = "the certificate is trusted and good for \(days == 1 ? "1 day" : "\(days) days")"
        return [
            DoctorCheck(
                id: .publicURL,
                status: endsSoon ? .ok : Self.status(finding, awaiting: awaiting, isProduction: isProduction),
                summary: summary,
                remedy: endsSoon ? nil : remedy
            ),
            Self.certificate(endsSoon ? .warning : .ok, lasts, endsSoon ? remedy : nil),
        ]
    }

    private static func certificate(
        _ status: DoctorCheck.Status,
        _ summary: String,
        _ remedy: String?
    ) -> DoctorCheck {
        DoctorCheck(id: .publicCertificate, status: status, summary: summary, remedy: remedy)
    }

    /// Before customers' calls come, somebody must take connections, also where that may be so from inside alone.
    private static func status(
        _ finding: ProbeFinding,
        awaiting: Set<VerificationHint>,
        isProduction: Bool
    ) -> DoctorCheck.Status {
        switch finding.status {
        case .ok, .skipped: .ok
        case .warning: finding.hint == .publicURLRefused && isProduction ? .failed : .warning
        case .failed: finding.hint.map(awaiting.contains) ?? false ? .warning : .failed
        }
    }
}
