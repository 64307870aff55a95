import Logging
import NIOPosix
import Routing

@testable import Dynamics

/// A stub that plays both Entra and Dataverse, and what is needed to ask it.
struct StubWorld: Sendable {
    static let contactID = "11111111-0000-4000-8000-000000000001"
    static let otherID = "11111111-0000-4000-8000-000000000002"

    let server: StubServer
    let upstream: Upstream
    let caller: PhoneNumber
    let environment: DataverseEnvironment
    let application: EntraApplication

    /// Lends a world and ends it.
    static func run(
        resolver: NameResolver? = nil,
        host: String = "localhost",
        isTrusted: Bool = true,
        answer: @escaping StubServer.Answer,
        _ body: (StubWorld) async throws -> Void
    ) async throws {
        let world = try await StubWorld(resolver: resolver, host: host, isTrusted: isTrusted, answer: answer)
        do {
            try await body(world)
        } catch {
            await world.shutdown()
            throw error
        }
        await world.shutdown()
    }

    private init(
        resolver: NameResolver?,
        host: String,
        isTrusted: Bool,
        answer: @escaping StubServer.Answer
    ) async throws {
        self.server = try await StubServer(answer: answer)
        var configuration = Upstream.Configuration()
        configuration.connectTimeout = .seconds(10)
        if isTrusted { configuration.trustRootsFile = try StubCertificate.shared.get().certificateFile }
        self.upstream = try Upstream(
            configuration: configuration,
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            resolver: resolver ?? NameResolver(lookup: { _ in [NetworkAddress("127.0.0.1")].compactMap(\.self) }),
            logger: Logger(label: "test")
        )
        self.caller = try PhoneNumber(parsing: "+358501234567")
        let policy = EgressPolicy(allowing: [try EgressAllowance(parsing: "\(host):\(self.server.port)")])
        self.environment = try DataverseEnvironment(parsing: "https://\(host):\(self.server.port)", policy: policy)
        self.application = try EntraApplication(
            authority: try policy.authority("https://\(host):\(self.server.port)"),
            entraTenant: "6f0c3f0e-0000-4000-8000-000000000001",
            clientID: "91bd3f0e-0000-4000-8000-000000000002",
            secret: Secret("s3cr3t~+&=ä")
        )
    }

    func directory(
        tables: [DirectoryTable] = [.contact],
        fallback: CallerDirectory.Configuration.Fallback = .none,
        maximumConcurrentRequestCount: Int = 40,
        application: EntraApplication? = nil,
        continuing previous: CallerDirectory? = nil,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) throws -> CallerDirectory {
        var configuration = CallerDirectory.Configuration(
            environment: self.environment,
            application: application ?? self.application,
            region: try Region(parsing: "FI"),
            tables: tables,
            fallback: fallback
        )
        configuration.maximumConcurrentRequestCount = maximumConcurrentRequestCount
        return CallerDirectory(
            configuration: configuration,
            upstream: self.upstream,
            now: now,
            continuing: previous,
            logger: Logger(label: "test")
        )
    }

    private func shutdown() async {
        await self.upstream.shutdown()
        await self.server.shutdown()
    }

    /// A row as Dataverse writes it.
    static func row(_ table: String = "contact", id: String = contactID, phone: String = "+358501234567") -> String {
        #"{"@odata.etag":"W/\"1\"","\#(table)id":"\#(id)","telephone1":null,"mobilephone":"\#(phone)"}"#
    }

    static func rows(_ rows: String...) -> StubReply {
        .json(#"{"@odata.context":"x","value":[\#(rows.joined(separator: ","))]}"#)
    }
}
