import DynamicsSimulator
import Foundation
import HookswitchTesting
import Logging
import NIOPosix
import Routing

@testable import Dynamics
@testable import Hookswitch

/// A customer at Microsoft's simulator, over TLS, and what Hookswitch knows of it; as it should be until a test changes it.
struct VerificationWorld: Sendable {
    static let directory = "6f0c3f0e-0000-4000-8000-0000000000aa"
    static let otherDirectory = "6f0c3f0e-0000-4000-8000-0000000000cc"
    static let client = "91bd3f0e-0000-4000-8000-0000000000bb"
    static let secret = "canary~secret.of-the.scenario"
    /// The day on which all of this happens.
    static let today = Date(timeIntervalSince1970: 1_790_000_000)

    private static let application = DynamicsSimulator.EntraApplication(
        clientID: Self.client,
        secrets: [EntraSecret(value: Self.secret)]
    )

    var scenario = Scenario(
        entraTenants: [
            EntraTenant(
                id: Self.directory,
                domains: ["customer.onmicrosoft.test"],
                applications: [
                    Self.application
                ]
            ),
            EntraTenant(
                id: Self.otherDirectory,
                domains: ["other.onmicrosoft.test"],
                applications: [
                    Self.application
                ]
            ),
        ],
        environments: [
            DynamicsSimulator.DataverseEnvironment(
                name: "customer",
                hosts: ["127.0.0.1"],
                organizationID: "0d3a0b3e-0000-4000-8000-0000000000dd",
                entraTenantID: Self.directory,
                applicationUsers: [ApplicationUser(clientID: Self.client)],
                tables: [
                    .contacts: [
                        TableRow(["fullname": "Aino Virtanen", "mobilephone": "+35850454564"]),
                        TableRow(["fullname": "Twin One", "mobilephone": "+358405551234"]),
                        TableRow(["fullname": "Twin Two", "telephone1": "040 555 1234"]),
                    ],
                    .accounts: [TableRow(["name": "Laine Oy", "telephone1": "(09) 4245 1101"])],
                ]
            )
        ]
    )
    var faults: [Fault] = []
    var isTrusted = true
    /// The environment's address where it is not the simulator's.
    var dataverseURL: String?
    /// What names lead to; the simulator is called by its address.
    var names: [String: String] = [:]
    var tables: [DirectoryTable] = [.contact, .account]
    var entraTenant = Self.directory
    var clientID = Self.client
    /// What Hookswitch has as the secret; `nil` if it has none.
    var storedSecret: String? = Self.secret
    /// Why the stored secret cannot be used.
    var closedReason: String?
    var expiresAt: Date? = Self.today.addingTimeInterval(200 * 24 * 60 * 60)
    var status = TenantStatus.active
    var authentication = WebhookAuthentication.apiKey
    var liveKeyCount = 1
    var pools: [Pool] = []
    var numbersOfOthers: [PhoneNumber] = []
    var publicURL = "https://hooks.example.com"
    var isDevelopment = false
    var sample: String? = "050 454 564"
    /// Who answers at the public URL; `nil` has the simulator itself called, by its address.
    var edge: PublicURLEdge? = .ours

    init() throws {
        self.names = ["hooks.example.com": "8.8.8.8"]
        self.pools = [try Self.pool("+35840675644", to: "+35853445657")]
    }

    static func pool(_ number: String, to target: String) throws -> Pool {
        let rule = Rule(name: "known", condition: .known, target: try PhoneNumber(parsing: target))
        return Pool(number: try PhoneNumber(parsing: number), name: "pool", rules: [rule], otherwise: .defaultRoute)
    }

    /// Verifies the customer.
    ///
    /// - Parameter after: Done with the simulator when all steps are taken.
    func verify(after: (Simulator) -> Void = { _ in }) async throws -> VerificationResult {
        try await TemporaryDirectory.withDirectory { folder in
            let simulator = try await Simulator.start(scenario: self.scenario)
            for fault in self.faults { _ = simulator.set(fault) }
            let outcome: Result<VerificationResult, any Error>
            do {
                outcome = .success(try await self.verify(at: simulator, folder: folder))
            } catch {
                outcome = .failure(error)
            }
            after(simulator)
            try await simulator.shutdown()
            return try outcome.get()
        }
    }

    private func verify(at simulator: Simulator, folder: String) async throws -> VerificationResult {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let (names, roots) = (self.names, folder + "/ca.pem")
        try simulator.certificateAuthorityPEM.write(toFile: roots, atomically: true, encoding: .utf8)
        var configuration = Upstream.Configuration()
        // A debug build of TLS on a busy machine.
        configuration.connectTimeout = .seconds(10)
        if self.isTrusted { configuration.trustRootsFile = roots }
        let upstream = try Upstream(
            configuration: configuration,
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            resolver: NameResolver(lookup: { name in names[name].flatMap { NetworkAddress($0) }.map { [$0] } }),
            logger: logger
        )
        let egress = EgressPolicy(allowing: [try EgressAllowance(parsing: "127.0.0.1:\(simulator.port)")])
        let authority = try egress.authority("https://127.0.0.1:\(simulator.port)")
        let url = self.dataverseURL ?? "https://127.0.0.1:\(simulator.port)"
        let publicURL = self.edge == nil ? "https://127.0.0.1:\(simulator.port)" : self.publicURL
        let publicProbe = PublicURLProbe(
            try BaseURL(parsing: publicURL),
            isDevelopment: self.isDevelopment,
            proof: PublicURLEdge.proof,
            egress: egress,
            upstream: upstream,
            call: self.edge?.call,
            now: { Self.today }
        )
        var probes = TenantProbes(
            subject: try self.subject(url: url, authority: authority),
            access: try self.access(url: url, authority: authority, egress: egress, upstream: upstream, logger: logger),
            egress: egress,
            upstream: upstream,
            publicURL: publicProbe,
            sample: try self.sample.flatMap { PhoneNumberReader(region: try Region(parsing: "FI")).read($0) },
            now: { Self.today }
        )
        // What hangs in these tests hangs by intent; what answers does so at once.
        probes.patience.connection = .seconds(4)
        do {
            let result = try await Verification(steps: probes.steps).run()
            await upstream.shutdown()
            return result
        } catch {
            await upstream.shutdown()
            throw error
        }
    }

    private func subject(url: String, authority: Endpoint) throws -> VerificationSubject {
        VerificationSubject(
            slug: "acme",
            status: self.status,
            dataverseURL: url,
            tables: self.tables,
            authorityURL: authority.url,
            entraTenant: self.entraTenant,
            clientID: self.clientID,
            hasCredential: self.storedSecret != nil,
            expiresAt: self.expiresAt,
            authentication: self.authentication,
            liveKeyCount: self.liveKeyCount,
            pools: self.pools,
            numbersOfOthers: self.numbersOfOthers,
            publicURL: try BaseURL(parsing: self.publicURL),
            endpointPath: "/hooks/aaaaaaaaaaaaaaaaaaaaaaaaaa"
        )
    }

    private func access(
        url: String,
        authority: Endpoint,
        egress: EgressPolicy,
        upstream: Upstream,
        logger: Logger
    ) throws -> TenantDirectory.Access {
        if let closedReason { return .closed(.authentication, reason: closedReason) }
        guard let storedSecret else { return .closed(.authentication, reason: "the tenant has no credential") }
        let environment: Dynamics.DataverseEnvironment
        do {
            environment = try Dynamics.DataverseEnvironment(parsing: url, policy: egress)
        } catch {
            return .closed(.error, reason: "\(error)")
        }
        let configuration = CallerDirectory.Configuration(
            environment: environment,
            application: try Dynamics.EntraApplication(
                authority: authority,
                entraTenant: self.entraTenant,
                clientID: self.clientID,
                secret: Secret(storedSecret)
            ),
            region: try Region(parsing: "FI"),
            tables: self.tables
        )
        return .open(CallerDirectory(configuration: configuration, upstream: upstream, logger: logger))
    }
}
