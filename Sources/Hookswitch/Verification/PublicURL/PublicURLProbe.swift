import Dynamics
import Foundation

/// Asks at the public URL who answers there, as the telephony cloud would reach it.
struct PublicURLProbe: Sendable {
    /// Calls an address; what ``Upstream`` does.
    typealias Call =
        @Sendable (PublicAddressQuestion, ContinuousClock.Instant) async -> Result<
            PublicAddressAnswer, PublicAddressFailure
        >

    /// How long all of it may take: a name, a connection and an answer, twice where a certificate has to be looked at.
    static let patience = Duration.seconds(8)

    let check: PublicURLCheck
    let endpoint: Endpoint
    let proof: InstallationProof
    let call: Call
    let now: @Sendable () -> Date

    /// Describes a probe.
    ///
    /// - Parameters:
    ///   - call: Calls an address; `nil` is the way out itself.
    init(
        _ publicURL: BaseURL,
        isDevelopment: Bool,
        proof: InstallationProof,
        egress: EgressPolicy,
        upstream: Upstream,
        call: Call? = nil,
        now: @escaping @Sendable () -> Date
    ) {
        self.check = PublicURLCheck(
            publicURL: publicURL,
            isDevelopment: isDevelopment,
            isAllowed: egress.allows(host: publicURL.host, port: publicURL.port)
        )
        self.endpoint = egress.publicAddress(host: publicURL.host, port: publicURL.port)
        self.proof = proof
        self.now = now
        self.call =
            call ?? { question, deadline in
                do throws(PublicAddressFailure) {
                    let second = Int(now().timeIntervalSince1970)
                    return .success(try await upstream.call(question, now: second, deadline: deadline))
                } catch {
                    return .failure(error)
                }
            }
    }

    /// Asks.
    ///
    /// - Parameter path: Where calls are posted, such as a tenant's `/hooks/…`.
    func find(at path: String, within patience: Duration = Self.patience) async -> ProbeFinding {
        await self.look(at: path, within: patience).finding
    }

    /// Asks, and looks at the certificate.
    ///
    /// - Parameter path: Where calls are posted, such as a tenant's `/hooks/…`.
    func look(at path: String, within patience: Duration = Self.patience) async -> PublicURLLook {
        if let finding = self.check.textFinding { return PublicURLLook(finding) }
        var random = SystemRandomNumberGenerator()
        guard let question = self.proof.question(at: Int(self.now().timeIntervalSince1970), random: &random) else {
            return PublicURLLook(.skipped("the key ring has no key"))
        }
        let startedAt = ContinuousClock.now
        let result = await self.call(
            PublicAddressQuestion(
                self.endpoint,
                path: self.check.publicURL.path + path,
                field: (InstallationProof.fieldName, question.text)
            ),
            startedAt + patience
        )
        switch result {
        case .success(let answer):
            let now = self.now()
            return PublicURLLook(
                self.check.finding(answer, to: question, after: .now - startedAt, now: now),
                certificateDays: PublicURLCheck.certificateDays(answer, now: now)
            )
        case .failure(let failure):
            return PublicURLLook(self.check.finding(failure))
        }
    }
}
