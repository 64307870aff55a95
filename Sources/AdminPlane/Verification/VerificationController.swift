import HTTPTypes
import Hookswitch
import Hummingbird

/// Verifies tenants, and tells of each probe as it ends to whoever wants to watch.
struct VerificationController: Sendable {
    /// Prepares the verification of a tenant; `nil` if there is no such tenant.
    let prepare: @Sendable (String, _ sample: String?, Operator) async throws -> Verification?
    let bodies: RequestBodyReader

    var routes: [AdminRoute] {
        // What a sample finds tells who is in the tenant's CRM, as an explanation does: who may not ask the one may not ask the other.
        [
            AdminRoute(.post, "/api/v1/tenants/{slug}/verify", "verifyTenant", needs: .explain, self.verify)
                .answering(with: "application/json", EventStream.type)
        ]
    }

    /// What it takes.
    struct VerifyRequest: Decodable {
        enum CodingKeys: CodingKey, CaseIterable { case sample }

        /// A caller who should be found.
        let sample: String?

        init(from decoder: any Decoder) throws {
            try decoder.refuseUnknownMembers(but: CodingKeys.self, nullable: ["sample"])
            self.sample = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(String.self, forKey: .sample)
        }
    }

    private func verify(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        let slug = try request.slug()
        let body = try await self.bodies.readIfAny(VerifyRequest.self, from: request.request)
        let accepted = AcceptedTypes(of: request.request).best(of: ["application/json", EventStream.type])
        let verification: Verification
        do {
            guard let prepared = try await self.prepare(slug, body?.sample, request.sender) else {
                throw Problem.noTenant
            }
            verification = prepared
        } catch VerificationService.Failure.sample {
            let expected = "a telephone number of the tenant's region, or with its country code, is expected"
            throw Problem(at: [VerifyRequest.CodingKeys.sample], code: "wrong_value", expected)
        } catch VerificationService.Failure.busy(let delay) {
            throw Problem.tooManyVerifications(for: delay)
        }

        guard accepted == EventStream.type else {
            return try JSONAnswer.response(try await verification.run())
        }
        return EventStream.response { events in
            var writer = events
            let result = try await verification.run { probe in
                try await writer.send("probe", probe)
            }
            try await writer.send("result", result)
            events = writer
        }
    }
}
