import Foundation
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

    /// The documents of a text.
    init(source: String, text: String, secrets: SecretResolution) {
        self.source = source
        self.text = text
        self.secrets = secrets
    }

    /// The documents of a file, their secrets from this machine.
    init(file: InputFile, allowInlineSecrets: Bool) throws {
        self.init(
            source: file.name,
            text: try file.text(),
            secrets: .local(environment: ProcessInfo.processInfo.environment, allowInline: allowInlineSecrets)
        )
    }

    /// What the server made of them.
    struct Answer: Codable, Sendable {
        /// One for each document, in order.
        var data: [AppliedTenant]
    }

    /// Applies the documents.
    ///
    /// - Throws: A ``CommandFailure`` with each issue's line, path and what was expected; nothing was changed then.
    func apply(through client: AdminClient, dryRun: Bool) async throws -> Answer {
        try await self.apply(try self.documents(), through: client, dryRun: dryRun)
    }

    /// Applies some of the documents.
    func apply(_ documents: [TenantDocument], through client: AdminClient, dryRun: Bool) async throws -> Answer {
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

    /// Reads the documents, and their secrets.
    func documents() throws(CommandFailure) -> [TenantDocument] {
        do {
            return try TenantDocumentReader(secrets: self.secrets, egress: nil).read(self.text)
        } catch {
            throw CommandFailure(
                error,
                in: self.source,
                code: "invalid_document",
                "\(self.source) was refused, and nothing was changed"
            )
        }
    }
}
