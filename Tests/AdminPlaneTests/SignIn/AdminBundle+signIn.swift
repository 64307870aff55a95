import NIOPosix

@testable import Hookswitch

extension AdminBundle {
    /// Signing in as it is set up, at an issuer that nobody asks.
    static func signIn(_ operators: OperatorService, on database: Database) throws -> SignInService {
        SignInService(
            Configuration.OpenIDConnect(
                issuer: try IssuerURL(parsing: "https://login.example.com"),
                clientID: "client",
                clientSecretFile: nil,
                audience: "client",
                entraTenants: [],
                roleClaim: "roles",
                roles: [],
                publicURL: try BaseURL(parsing: "https://admin.example.com")
            ),
            database: database,
            operators: operators,
            client: IssuerClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, trustRootsFile: nil)
        )
    }
}
