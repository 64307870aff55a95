import Foundation
import HookswitchTesting
import NIOPosix
import Postgres
import Routing
import Testing

@testable import Hookswitch

/// Signing in at a stub issuer, on a database of its own.
struct SignInBundle {
    let issuer: StubIssuer
    let signIn: SignInService
    let operators: OperatorService
    let database: Database
    /// For what is not about time: the stub may be slow where tests run side by side.
    static let busyPatience = Duration.seconds(60)

    let admin: Operator

    static func run(
        roles: [ClaimedRole] = [],
        entraTenants: Set<String> = [],
        patience: Duration = Self.busyPatience,
        _ body: @Sendable (SignInBundle) async throws -> Void
    ) async throws {
        try await TemporaryDirectory.withDirectory { directory in
            try await TestDatabase.withDatabase { pool in
                try await Self.run(
                    at: try await StubIssuer(directory: directory),
                    pool,
                    roles,
                    entraTenants,
                    patience,
                    body
                )
            }
        }
    }

    private static func run(
        at issuer: StubIssuer,
        _ pool: ConnectionPool,
        _ roles: [ClaimedRole],
        _ entraTenants: Set<String>,
        _ patience: Duration,
        _ body: @Sendable (SignInBundle) async throws -> Void
    ) async throws {
        let client = IssuerClient(
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            trustRootsFile: issuer.trustRootsFile,
            timeout: Self.busyPatience
        )
        do {
            let admin = try await Operator.insertAdmin("admin", in: Database(pool: pool))
            try await body(try SignInBundle(issuer, client, pool, roles, entraTenants, patience, admin))
        } catch {
            await client.shutdown()
            try await issuer.stop()
            throw error
        }
        await client.shutdown()
        try await issuer.stop()
    }

    private init(
        _ issuer: StubIssuer,
        _ client: IssuerClient,
        _ pool: ConnectionPool,
        _ roles: [ClaimedRole],
        _ entraTenants: Set<String>,
        _ patience: Duration,
        _ admin: Operator
    ) throws {
        self.admin = admin
        self.issuer = issuer
        self.database = Database(pool: pool)
        self.operators = OperatorService(
            database: self.database,
            tokens: APITokenService(database: self.database),
            sessions: SessionService(database: self.database)
        )
        let settings = Configuration.OpenIDConnect(
            issuer: try IssuerURL(parsing: issuer.url),
            clientID: "client",
            clientSecretFile: nil,
            audience: "client",
            entraTenants: entraTenants,
            roleClaim: "roles",
            roles: roles,
            publicURL: try BaseURL(parsing: "https://admin.example.com")
        )
        self.signIn = SignInService(
            settings,
            database: self.database,
            operators: self.operators,
            issuer: Issuer(settings, client: client, patience: patience)
        )
    }

    /// Makes Anna an operator, whom the issuer calls anna.
    func makeAnna(_ role: OperatorRole = .support) async throws -> OperatorDetails {
        let identity = OperatorOrder.Identity(issuer: self.issuer.url, subject: "anna")
        let order = OperatorOrder(name: "Anna", role: role, identity: identity)
        return try await self.operators.create(order, by: self.admin).details
    }

    /// Signs in from begin to end.
    func complete(
        _ request: SignInRequest = SignInRequest(),
        claims: [String: StubIssuer.ClaimText] = [:]
    ) async throws -> CompletedSignIn {
        let begun = try await self.signIn.begin(request)
        let (state, code) = try self.issuer.signIn(begun.url, claims: claims)
        return try await self.signIn.complete(
            SignInAnswer(state: state, code: code, error: nil, issuer: nil),
            browserSecret: begun.browserSecret.reveal(),
            from: AuditOrigin()
        )
    }

    /// How many sessions there are.
    func sessionCount() async throws -> Int {
        try await self.operators.sessions.list(for: self.admin, limit: 200, after: nil).data.count
    }
}
