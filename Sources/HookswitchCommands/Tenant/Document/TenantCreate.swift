import ArgumentParser
import Foundation
import Hookswitch

/// `hookswitch tenant create SLUG`
struct TenantCreate: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a tenant from options or a file; one that is there stays as it is.",
        usage: """
            hookswitch tenant create <slug> --name <name> --region <country>
                --dynamics-url <url> --entra-tenant <id> --client-id <id>
            hookswitch tenant create --file acme.yaml [--dry-run]
            """,
        discussion: """
            It has no pools unless the file has: `tenant edit` adds them. The secret is read from a file or a pipe, or left for \
            `credential replace`. Exits with 5 if there is a tenant of the slug.
            """
    )

    static let formats = OutputFormat.ofLists

    @Argument(help: "The slug: 2 to 40 of a-z, 0-9 and -.")
    var slug: String?

    @Option(
        help: ArgumentHelp("A file with the one document, in place of the options.", valueName: "file"),
        completion: .file()
    )
    var file: String?

    @OptionGroup var customer: CustomerOptions

    @Option(name: .customLong("external-id"), help: ArgumentHelp("What another program calls it.", valueName: "id"))
    var externalID: String?

    @Option(name: .customLong("tag"), help: ArgumentHelp("A tag; may be said several times.", valueName: "tag"))
    var tags: [String] = []

    @Flag(help: "Say what would be made, and make nothing.")
    var dryRun = false

    @OptionGroup var audit: ReasonOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    /// The options that a tenant cannot do without, and what was said.
    private var required: [(option: String, text: String?)] {
        [
            ("<slug>", self.slug), ("--name", self.customer.name), ("--region", self.customer.region),
            ("--dynamics-url", self.customer.dynamicsURL), ("--entra-tenant", self.customer.entraTenant),
            ("--client-id", self.customer.clientID),
        ]
    }

    func validate() throws {
        if self.file != nil {
            let others = self.required.dropFirst().contains { $0.text != nil }
            guard !others, self.customer.clientSecretFile == nil, self.externalID == nil, self.tags.isEmpty else {
                throw ValidationError("With --file, the document says all of it.")
            }
            return
        }
        let missing = self.required.filter { $0.text == nil }.map(\.option)
        guard missing.isEmpty else {
            throw ValidationError(
                "Missing: \(missing.joined(separator: ", ")). Or --file, or `tenant onboard`, which asks."
            )
        }
    }

    func run() async throws {
        let application = try self.application()
        let documents = try application.documents()
        guard let document = documents.first, documents.count == 1,
            self.slug.map({ $0 == document.slug.text }) ?? true
        else {
            throw CommandFailure(
                .usage,
                code: "usage",
                "--file takes one document, of the tenant that is named",
                fix: "for many: hookswitch tenant apply \(self.file ?? "FILE")"
            )
        }
        let slug = document.slug.text
        let json = try document.json(includingSecret: true)
        let applied = try await self.server.withClient { client in
            do {
                return try await client.stating(self.audit.reason).post(
                    ["tenants"],
                    query: [("dry_run", self.dryRun ? "true" : nil)],
                    json: json,
                    as: AppliedTenant.self
                )
            } catch var failure as CommandFailure {
                if failure.problem.errors != nil { failure.source = application.source }
                throw failure
            }
        }
        guard !self.dryRun else { return try applied.showPlan(in: self.common.data) }
        try self.common.data.list([applied], model: applied)
        let hasSecret = applied.tenant?.entra?.credential != nil
        self.common.sayNext(
            hasSecret
                ? "hookswitch tenant verify \(slug)" : "hookswitch credential replace \(slug)    asks for the secret"
        )
    }

    private func application() throws -> TenantApplication {
        if let file { return try TenantApplication(file: InputFile(path: file), allowInlineSecrets: false) }
        var entra: [String: DocumentValue] = [
            "tenant": .text(self.customer.entraTenant ?? ""), "clientId": .text(self.customer.clientID ?? ""),
        ]
        if let file = self.customer.clientSecretFile {
            let value = try InputFile(path: file).text().trimmingCharacters(in: .whitespacesAndNewlines)
            entra["credential"] = .members(["secret": .members(["value": .text(value)])])
        }
        var members: [String: DocumentValue] = [
            "apiVersion": .text("hookswitch/v1"), "kind": .text("Tenant"), "slug": .text(self.slug ?? ""),
            "name": .text(self.customer.name ?? ""), "region": .text(self.customer.region ?? ""),
            "dataverse": .members(["url": .text(self.customer.dynamicsURL ?? "")]), "entra": .members(entra),
        ]
        members["externalId"] = self.externalID.map { .text($0) }
        if !self.tags.isEmpty { members["tags"] = .list(self.tags.map { .text($0) }) }
        let json = try CommandOutput.json(DocumentValue.members(members), isCompact: true)
        return TenantApplication(source: "the command line", text: json, secrets: .inlineOnly)
    }
}
