import ArgumentParser
import Foundation
import Hookswitch
import Routing

/// `hookswitch credential replace SLUG`
struct CredentialReplace: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "replace",
        abstract: "Replace the secret that a tenant's Dynamics 365 is asked with.",
        usage: """
            hookswitch credential replace <slug> --expires 2028-05-01
            hookswitch credential replace <slug> --secret-file new-secret
                --expires 2028-05-01
            hookswitch credential replace <slug> --keep --expires 2028-05-01
            """,
        discussion: """
            The value is asked for without being shown, or read from a pipe or a file. It is used within a second. If somebody \
            changes the tenant meanwhile, nothing is replaced, and the exit code is 5.
            """
    )

    static let formats = OutputFormat.ofLists

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @Option(
        help: ArgumentHelp("A file that holds the new value; - reads standard input.", valueName: "file"),
        completion: .file()
    )
    var secretFile: String?

    @Flag(help: "Keep the value, and only say when it expires.")
    var keep = false

    @Option(
        help: ArgumentHelp("The day, or the time by RFC 3339, from which on Entra refuses it.", valueName: "day"),
        transform: CredentialReplace.expiry
    )
    var expires: Moment?

    @Flag(help: "Say what would change, and change nothing.")
    var dryRun = false

    @OptionGroup var audit: ReasonOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    /// The body that the API takes.
    private struct Body: Encodable {
        enum CodingKeys: String, CodingKey {
            case secret
            case expiresAt = "expires_at"
        }

        let secret: String?
        let expiresAt: String?
    }

    func validate() throws {
        guard !self.keep || self.secretFile == nil else { throw ValidationError("Either --keep or --secret-file.") }
        guard !self.keep || self.expires != nil else { throw ValidationError("--keep goes with --expires.") }
    }

    func run() async throws {
        let secret = self.keep ? nil : try self.secret()
        let body = Body(secret: secret, expiresAt: self.expires?.rfc3339)
        let json = try CommandOutput.json(body, isCompact: true)
        let applied = try await self.server.withClient { client in
            let version = try await client.get(["tenants", self.slug], as: TenantView.self).version
            return try await client.stating(self.audit.reason).put(
                ["tenants", self.slug, "credentials"],
                query: [("dry_run", self.dryRun ? "true" : nil)],
                version: version,
                json: json,
                as: AppliedTenant.self
            )
        }
        if self.dryRun, self.common.output.isForPeople {
            try self.common.data.lines(applied.diffLines, model: applied)
            return StandardStream.say("Nothing was changed: this was a dry run.")
        }
        try self.common.data.list([applied], model: applied)
        if self.expires == nil {
            StandardStream.say("Nobody said when it expires: --keep --expires DAY says it later.")
        }
        self.common.sayNext("hookswitch tenant verify \(self.slug)")
    }

    private func secret() throws(CommandFailure) -> String {
        let text: String
        if let secretFile {
            text = try InputFile(path: secretFile).text()
        } else {
            text = try SecretPrompt.read(
                "The new client secret's value (not shown): ",
                instead: "--secret-file FILE, or a pipe"
            ).reveal()
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// A day is its beginning in UTC, as Entra's own dates are.
    @Sendable
    private static func expiry(_ text: String) throws -> Moment {
        if let moment = Moment(rfc3339: text) ?? Moment(rfc3339: text + "T00:00:00Z") { return moment }
        throw ValidationError("'\(text)' is neither a day, such as 2028-05-01, nor a time by RFC 3339.")
    }
}
