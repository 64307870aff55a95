import Hookswitch

/// Asks the server what would become of a tenant's calls.
struct ExplainClient: Sendable {
    let client: AdminClient
    let slug: String
    /// A document that is not applied; `nil` asks by the one in use.
    let draft: DraftDocument?

    /// What the API takes besides the draft.
    private struct Call: Encodable {
        let from: String
        let to: String
    }

    /// Explains a call.
    func explain(from: String, to: String) async throws -> CallExplanation {
        let call = try CommandOutput.json(Call(from: from, to: to), isCompact: true)
        let json = self.draft.map { "\(call.dropLast()),\"document\":\($0.json)}" } ?? call
        do {
            return try await self.client.post(["tenants", self.slug, "explain"], json: json)
        } catch var failure as CommandFailure {
            if failure.problem.code == "invalid_document" { failure.source = self.draft?.source }
            throw failure
        }
    }
}
