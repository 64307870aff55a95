import ArgumentParser
import Foundation
import Hookswitch
import Routing

/// `hookswitch token create --name NAME --role admin`
struct TokenCreate: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make an API token and print it alone.",
        usage: "hookswitch token create --name <name> --role admin [--expires-at <time>]",
        discussion: """
            It goes straight to the database of HOOKSWITCH_DATABASE_URL, so the first token needs no other. The token is \
            shown this once: only its digest is kept.
            """
    )

    /// What is printed as JSON; as a table only the token is.
    struct Created: Encodable {
        private enum CodingKeys: String, CodingKey {
            case id, name, value
            case expiresAt = "expires_at"
        }

        let id: String
        let name: String
        let value: String
        let expiresAt: String?
    }

    @Option(help: "Whom the audit names for what is done with it.")
    var name: String

    @Option(help: "What it may do: admin.", transform: ClosedChoice<OperatorRole>.parse)
    var role: OperatorRole

    @Option(
        help: ArgumentHelp("When it stops working, such as 2027-05-01T00:00:00Z. Default: never.", valueName: "time"),
        transform: TokenCreate.moment
    )
    var expiresAt: Date?

    @OptionGroup var audit: ReasonOptions
    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (1...100).contains(self.name.count) else {
            throw ValidationError("--name has 1 to 100 characters.")
        }
    }

    func run() async throws {
        let token = try await InstallationDatabase.withPool(of: self.configuration) { pool in
            try await APITokenService(database: Database(pool: pool))
                .create(
                    name: self.name,
                    role: self.role,
                    expiresAt: self.expiresAt,
                    from: AuditOrigin(reason: self.audit.reason)
                )
        }
        let created = Created(
            id: token.id.uuidString.lowercased(),
            name: token.name,
            value: token.value.reveal(),
            expiresAt: self.expiresAt?.formatted(.iso8601)
        )
        try self.common.data.lines([created.value], model: created)
    }

    @Sendable
    private static func moment(_ text: String) throws -> Date {
        do {
            return try Date(text, strategy: .iso8601)
        } catch {
            throw ValidationError("--expires-at is a time in UTC, such as 2027-05-01T00:00:00Z.")
        }
    }
}
