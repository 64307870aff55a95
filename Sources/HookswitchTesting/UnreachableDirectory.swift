public import Dynamics
import Logging
import NIOPosix
import Routing

/// A caller directory at an address where nobody listens: for tests of what happens around a search.
public enum UnreachableDirectory {
    // The way to Microsoft of all tests of the process. It ends with the process, so nobody shuts it down.
    private static let upstream = try? Upstream(
        configuration: Upstream.Configuration(),
        eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
        logger: Self.logger
    )
    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Why there is none.
    public struct Failure: Error {}

    /// Makes one of its own, with a token source and breakers that know nothing yet.
    public static func make() throws -> CallerDirectory {
        guard let upstream = Self.upstream else { throw Failure() }
        let policy = EgressPolicy(allowing: [try EgressAllowance(parsing: "127.0.0.1:1")])
        let application = try EntraApplication(
            authority: try policy.authority("https://127.0.0.1:1"),
            entraTenant: "acme.onmicrosoft.com",
            clientID: "91bd3f0e-0000-4000-8000-000000000002",
            secret: Secret("a-secret-of-the-test")
        )
        let configuration = CallerDirectory.Configuration(
            environment: try DataverseEnvironment(parsing: "https://127.0.0.1:1", policy: policy),
            application: application,
            region: try Region(parsing: "FI"),
            tables: [.contact]
        )
        return CallerDirectory(configuration: configuration, upstream: upstream, logger: Self.logger)
    }
}
