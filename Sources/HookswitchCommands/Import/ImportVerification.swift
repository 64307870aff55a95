import Foundation
import Hookswitch

/// The verifying of tenants that were imported: one at a time for each Dynamics host, and few at once, for all of them ask the
/// one host of Entra.
struct ImportVerification: Sendable {
    /// What the verification of a tenant came to.
    struct Outcome: Encodable, Sendable {
        let slug: String
        let passed: Bool
        /// The first probe that failed, or why there was no verification; `nil` if it passed.
        let finding: String?

        /// One line for people.
        var line: String {
            TerminalText.visible("\(self.slug)  \(self.finding ?? "passed"); hookswitch tenant verify \(self.slug)")
        }
    }

    let client: AdminClient
    /// How many hosts are asked at once.
    let width: Int

    /// Verifies tenants.
    ///
    /// - Parameter report: Called with each as it ends.
    func run(_ slugs: [String], _ report: (Outcome) -> Void) async throws -> [Outcome] {
        let client = self.client
        var outcomes: [Outcome] = []
        var hosts: [String: [String]] = [:]
        let wanted = Set(slugs)
        let tenants = try await client.list(["tenants"], limit: .max, of: TenantView.self).data
        for tenant in tenants where wanted.contains(tenant.slug) {
            hosts[tenant.dataverse?.url ?? "", default: []].append(tenant.slug)
        }
        try await BoundedWork.run(
            hosts.sorted { $0.key < $1.key }.map(\.value),
            width: self.width,
            { slugs in
                var outcomes: [Outcome] = []
                for slug in slugs { outcomes.append(try await Self.verify(slug, through: client)) }
                return outcomes
            },
            take: { group in
                outcomes += group
                group.forEach(report)
            }
        )
        return outcomes.sorted { $0.slug < $1.slug }
    }

    private static func verify(_ slug: String, through client: AdminClient) async throws -> Outcome {
        var result: VerificationResult?
        do {
            try await ServerPatience.keep {
                try await client.events(["tenants", slug, "verify"], json: "{}") { event in
                    guard event.name == "result" else { return }
                    result = try JSONDecoder().decode(VerificationResult.self, from: Data(event.data.utf8))
                }
            }
        } catch let failure as CommandFailure {
            let reason = failure.problem.detail ?? failure.problem.title ?? "it could not be verified"
            return Outcome(slug: slug, passed: false, finding: reason)
        }
        guard let result else {
            return Outcome(slug: slug, passed: false, finding: "the server ended the verification before its result")
        }
        let failed = result.probes.first { $0.status == .failed }
        return Outcome(slug: slug, passed: result.passed, finding: failed.map { "\($0.id): \($0.finding)" })
    }
}
