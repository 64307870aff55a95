import Hookswitch

/// Tenant documents on their way to the server: read and checked here, where the lines and the secrets are, and then
/// sent whole.
struct TenantApplication: Sendable {
    /// What messages call the text: a file's name.
    let source: String
    /// The documents in YAML or JSON.
    let text: String
    /// Where their secrets come from.
    let secrets: SecretResolution

    /// What the server made of them.
    struct Answer: Codable, Sendable {
        /// One for each document, in order.
        var data: [AppliedTenant]
    }

    /// Applies the documents.
    ///
    /// - Throws: A ``CommandFailure`` with each issue's line, path and what was expected; nothing was changed then.
    func apply(through client: AdminClient, dryRun: Bool) async throws -> Answer {
        let documents = try self.documents()
        let body = try documents.map { try $0.json(includingSecret: true) }.joined(separator: ",")
        do {
            return try await client.post(
                ["tenants", "apply"],
                query: [("dry_run", dryRun ? "true" : "false")],
                json: "{\"documents\":[" + body + "]}"
            )
        } catch var failure as CommandFailure {
            if failure.problem.errors != nil { failure.source = self.source }
            throw failure
        }
    }

    private func documents() throws(CommandFailure) -> [TenantDocument] {
        do {
            return try TenantDocumentReader(secrets: self.secrets, egress: nil).read(self.text)
        } catch {
            var failure = CommandFailure(
                .failed,
                code: "invalid_document",
                "\(self.source) was refused, and nothing was changed"
            )
            failure.source = self.source
            failure.problem.errors = error.issues.map { issue in
                Problem.Issue(
                    document: issue.document,
                    line: issue.line,
                    pointer: issue.pointer,
                    path: issue.path.isEmpty ? nil : issue.path,
                    code: issue.code,
                    detail: issue.detail
                )
            }
            throw failure
        }
    }
}
