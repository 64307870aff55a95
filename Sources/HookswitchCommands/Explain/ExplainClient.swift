import Hookswitch

/// Asks the server what would become of a tenant's calls.
struct ExplainClient: Sendable {
    let client: AdminClient
    let slug: String
    /// A document that is not applied; `nil` asks by the one in use.
    let draft: DraftDocument?

    /// The queue's tag, the rules' version, and where callers are found.
    var options = ExplainOptions.Values()

    /// What the API takes besides the draft and the fixture.
    private struct Call: Encodable {
        let from: String
        let to: String
        let targetid: String?
        let version: Int32?
        let crm: String?
    }

    /// Explains a call.
    func explain(from: String, to: String) async throws -> CallExplanation {
        let call = Call(
            from: from,
            to: to,
            targetid: self.options.targetID,
            version: self.options.version,
            crm: self.options.crm?.rawValue
        )
        var json = try CommandOutput.json(call, isCompact: true)
        if let draft { json = "\(json.dropLast()),\"document\":\(draft.json)}" }
        if let fixture = self.options.fixture { json = "\(json.dropLast()),\"fixture\":\(fixture)}" }
        do {
            return try await self.client.post(["tenants", self.slug, "explain"], json: json)
        } catch var failure as CommandFailure {
            // Without an issue it is about what is stored, and not about the file.
            if let issues = failure.problem.errors, !issues.isEmpty, self.options.fixture != nil,
                issues.allSatisfy({ $0.pointer?.hasPrefix("/fixture") ?? false })
            {
                failure.source = self.options.fixtureSource
            } else if failure.problem.code == "invalid_document", failure.problem.errors?.isEmpty == false {
                failure.source = self.draft?.source
            }
            throw failure
        }
    }
}
