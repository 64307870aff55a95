import ArgumentParser
import Foundation
import Hookswitch

/// `hookswitch operator create --name NAME --role ROLE`
struct OperatorCreate: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make an operator, and print the invitation alone.",
        usage: """
            hookswitch operator create --name <name> --role <role> [--tenant <slug>]
                [--tag <tag>] [--issuer <url> --subject <subject>] [--dry-run]
            """,
        discussion: """
            Whoever signs in first with the invitation is the operator from then on; it works once, and for a week. With \
            --issuer and --subject nobody is invited: the issuer's person of that subject is the operator. Of Entra that \
            is oid.tid, of others sub; never an address, for those change hands.
            """
    )

    @Option(help: "Whom the audit names.")
    var name: String

    @Option(
        help: "What they may do: admin, operator, support, auditor or read_only.",
        transform: ClosedChoice<OperatorRole>.parse
    )
    var role: OperatorRole

    @Option(
        name: .customLong("tenant"),
        help: ArgumentHelp("A tenant in which alone they work; may be repeated. Default: all.", valueName: "slug"),
        completion: .tenants
    )
    var tenants: [String] = []

    @Option(
        name: .customLong("tag"),
        help: ArgumentHelp("They work in tenants with this tag; may be repeated.", valueName: "tag")
    )
    var tags: [String] = []

    @Option(help: ArgumentHelp("Who says who they are.", valueName: "url"))
    var issuer: String?

    @Option(help: ArgumentHelp("Whom the issuer means.", valueName: "subject"))
    var subject: String?

    @OptionGroup var trial: DryRunOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    private struct Body: Encodable {
        let name: String
        let role: OperatorRole
        let tenants: [String]?
        let tags: [String]?
        let issuer: String?
        let subject: String?
    }

    /// The answer, as it is printed.
    private struct Created: Codable {
        enum CodingKeys: String, CodingKey {
            case id, name, role, invitation
            case signInPath = "sign_in_path"
        }

        let id: String
        let name: String
        let role: OperatorRole
        let invitation: String?
        let signInPath: String?
    }

    func validate() throws {
        guard (self.issuer == nil) == (self.subject == nil) else {
            throw ValidationError("--issuer and --subject go together.")
        }
    }

    func run() async throws {
        let body = Body(
            name: self.name,
            role: self.role,
            tenants: self.tenants.isEmpty ? nil : self.tenants,
            tags: self.tags.isEmpty ? nil : self.tags,
            issuer: self.issuer,
            subject: self.subject
        )
        let json = String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
        guard !self.trial.isDryRun else {
            let plan = try await self.server.withClient { client in
                try await client.post(
                    ["operators"],
                    query: DryRunOptions.query,
                    json: json,
                    as: DryRunOptions.Plan.self
                )
            }
            return try DryRunOptions.show(plan, in: self.common.data)
        }
        let (created, address) = try await self.server.withClient { client in
            (try await client.post(["operators"], json: json, as: Created.self), client.address)
        }
        try self.common.data.lines([created.invitation ?? created.id], model: created)
        if let path = created.signInPath {
            StandardStream.say("Send this to \(TerminalText.visible(created.name)); it works once, within 7 days:")
            StandardStream.say("  \(address.text)\(path)")
        } else {
            StandardStream.say("\(TerminalText.visible(created.name)) can sign in: hookswitch login --oidc")
        }
        await self.warn(at: address)
    }

    /// Warns where nobody can sign in yet. The operator is made: that the server does not say is no failure.
    private func warn(at address: AdminAddress) async {
        guard let refusal = try? await BrowserSignInProbe.refusal(at: address) else { return }
        let words = [refusal.problem.detail ?? refusal.problem.title, refusal.problem.fix].compactMap { $0 }
        StandardStream.say(
            "warning: nobody can sign in there yet. " + TerminalText.visible(words.joined(separator: " "))
        )
    }
}
