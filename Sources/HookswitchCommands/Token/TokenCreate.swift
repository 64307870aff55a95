import ArgumentParser
import Foundation
import Hookswitch
import Logging
import Postgres
import Routing

/// `hookswitch token create --name NAME --role ROLE`
struct TokenCreate: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make an API token and print it alone.",
        usage: """
            hookswitch token create --name <name> --role <role> [--tenant <slug>]
                [--tag <tag>] [--expires-in <lifetime>] [--expires-at <time>]
                [--reason <text>] [--dry-run] [--database]
            """,
        discussion: """
            The server makes it, if one is named (--url, --token-file, --profile) or a token is at hand \
            (HOOKSWITCH_TOKEN, login). With HOOKSWITCH_DATABASE_URL, --config or --database, and where no token is at \
            hand, it goes straight to the database, so the first token needs no other. The token is shown this once: \
            only its digest is kept.

            admin does everything; operator brings tenants on and runs them; support finds out why a call went where it \
            went; auditor checks what others did; read_only looks.
            """
    )

    @Option(help: "Whom the audit names for what is done with it.")
    var name: String

    @Option(
        help: "What it may do: admin, operator, support, auditor or read_only.",
        transform: ClosedChoice<OperatorRole>.parse
    )
    var role: OperatorRole

    @Option(
        name: .customLong("tenant"),
        help: ArgumentHelp("A tenant in which alone it works; may be repeated. Default: all.", valueName: "slug")
    )
    var tenants: [String] = []

    @Option(
        name: .customLong("tag"),
        help: ArgumentHelp("It works in tenants with this tag; may be repeated.", valueName: "tag")
    )
    var tags: [String] = []

    @Option(
        help: ArgumentHelp("How long it works, such as 90d, 12h or 26w. Default: for ever.", valueName: "lifetime"),
        transform: TokenCreate.lifetime
    )
    var expiresIn: TokenLifetime?

    @Option(
        help: ArgumentHelp("When it stops working, such as 2027-05-01T00:00:00Z.", valueName: "time"),
        transform: TokenCreate.moment
    )
    var expiresAt: Date?

    @Flag(help: "Go straight to the database, and ask no server.")
    var database = false

    @OptionGroup var audit: ReasonOptions
    @OptionGroup var trial: DryRunOptions
    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard APITokenOrder.nameLengths.contains(self.name.unicodeScalars.count) else {
            throw ValidationError("--name has 1 to 100 characters.")
        }
        for tenant in self.tenants where Slug(parsing: tenant) == nil {
            throw ValidationError("--tenant is a slug: 2 to 40 of a-z, 0-9 and -.")
        }
        guard self.expiresIn == nil || self.expiresAt == nil else {
            throw ValidationError("--expires-in and --expires-at say the same; give one.")
        }
    }

    func run() async throws {
        let order = APITokenOrder(
            name: self.name,
            role: self.role,
            tenants: self.tenants.isEmpty ? nil : self.tenants,
            tags: self.tags.isEmpty ? nil : self.tags,
            expiresAt: self.expiresIn.map { Date(timeIntervalSinceNow: $0.seconds) } ?? self.expiresAt
        )
        let environment = ProcessInfo.processInfo.environment
        let maker = try TokenMaker(
            flags: self.server.flags,
            namesDatabase: self.database || self.configuration.config != nil,
            environment: environment
        ) { () throws(CommandFailure) in
            try ProfileStore(environment: environment)?.load() ?? ProfileFile()
        }
        switch maker {
        case .server: try await self.askServer(for: order)
        case .database: try await self.make(order, on: self.configuration.databaseURL())
        case .databaseIfConfigured: try await self.make(order, on: self.configuration.databaseURLOfFirstToken())
        }
    }

    private func askServer(for order: APITokenOrder) async throws {
        let json = try TokenOrderBody(order).json()
        do {
            guard !self.trial.isDryRun else {
                let plan = try await self.server.withClient { client in
                    try await client.post(
                        ["tokens"],
                        query: DryRunOptions.query,
                        json: json,
                        as: DryRunOptions.Plan.self
                    )
                }
                return try DryRunOptions.show(plan, in: self.common.data)
            }
            let created = try await self.server.withClient { client in
                try await client.stating(self.audit.reason).post(["tokens"], json: json, as: IssuedToken.self)
            }
            try self.common.data.lines([created.value], model: created)
        } catch let failure as CommandFailure {
            throw failure.namingBothTokenMakers
        }
        self.common.sayHint("It is shown this once. Who has it logs in with it: hookswitch login")
    }

    private func make(_ order: APITokenOrder, on url: DatabaseURL) async throws {
        let token = try await InstallationDatabase.withPool(url: url, logger: .silent) { pool in
            do {
                return try await APITokenService(database: Database(pool: pool))
                    .create(order, by: nil, reason: self.audit.reason, dryRun: self.trial.isDryRun)
            } catch let refusal as APITokenRefusal {
                throw CommandFailure(refusal, of: order)
            }
        }
        guard !self.trial.isDryRun else {
            return try DryRunOptions.show(DryRunOptions.Plan(changes: token.changes), in: self.common.data)
        }
        let created = IssuedToken(token)
        try self.common.data.lines([created.value], model: created)
        self.common.sayNext("hookswitch serve    and beside it, with --token-file: hookswitch tenant onboard")
    }

    @Sendable
    private static func lifetime(_ text: String) throws -> TokenLifetime {
        guard let lifetime = TokenLifetime(parsing: text) else {
            throw ValidationError("--expires-in is a number with h, d or w, such as 90d, and at most ten years.")
        }
        return lifetime
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
