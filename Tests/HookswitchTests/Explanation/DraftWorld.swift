import Dynamics
import DynamicsSimulator
import Foundation
import HookswitchTesting
import Logging
import NIOPosix
import Postgres
import Routing
import Testing

@testable import Hookswitch

/// A tenant on a database of its own whose CRM is Microsoft's simulator, over TLS, and who explains drafts of its document.
struct DraftWorld: Sendable {
    let simulator: Simulator
    let database: Database
    let assembly: TenantAssembly
    let snapshots: SnapshotSource
    let explainer: DraftExplainer
    let pipeline: DecisionPipeline
    let admin: Operator
    private let egress: EgressPolicy

    /// Lends a world in which the tenant has been applied, finds callers among its contacts, and is served.
    static func run(_ body: @Sendable (DraftWorld) async throws -> Void) async throws {
        try await TemporaryDirectory.withDirectory { folder in
            let simulator = try await Simulator.start(scenario: try VerificationWorld().scenario)
            do {
                try await TestDatabase.withDatabase { pool in
                    try await Self.run(at: simulator, folder: folder, Database(pool: pool), body)
                }
            } catch {
                try await simulator.shutdown()
                throw error
            }
            try await simulator.shutdown()
        }
    }

    private static func run(
        at simulator: Simulator,
        folder: String,
        _ database: Database,
        _ body: @Sendable (DraftWorld) async throws -> Void
    ) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let roots = folder + "/ca.pem"
        try simulator.certificateAuthorityPEM.write(toFile: roots, atomically: true, encoding: .utf8)
        var configuration = Upstream.Configuration()
        // A debug build of TLS on a busy machine.
        configuration.connectTimeout = .seconds(10)
        configuration.trustRootsFile = roots
        let upstream = try Upstream(
            configuration: configuration,
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: logger
        )
        do {
            let world = try await DraftWorld(at: simulator, database, upstream, logger)
            try await body(world)
        } catch {
            await upstream.shutdown()
            throw error
        }
        await upstream.shutdown()
    }

    private init(at simulator: Simulator, _ database: Database, _ upstream: Upstream, _ logger: Logger) async throws {
        let egress = EgressPolicy(allowing: [try EgressAllowance(parsing: "127.0.0.1:\(simulator.port)")])
        let authority = try egress.authority("https://127.0.0.1:\(simulator.port)")
        var random = SystemRandomNumberGenerator()
        let keyRing = KeyRing(random: &random)
        let tenants = TenantService(
            database: database,
            keyRing: keyRing,
            egress: egress,
            authorityHost: authority.host,
            publicURL: nil
        )
        let cacheLimits = CallerCacheLimits()
        let assembly = TenantAssembly(
            keyStore: TenantKeyStore(keyRing: keyRing),
            egress: egress,
            authority: authority,
            upstream: upstream,
            cacheLimits: cacheLimits,
            cacheBudget: CacheBudget(maximumCount: cacheLimits.maximumTotalCount),
            logger: logger
        )
        self.simulator = simulator
        self.database = database
        self.assembly = assembly
        self.egress = egress
        self.snapshots = SnapshotSource()
        self.pipeline = DecisionPipeline(snapshots: self.snapshots, deadline: .seconds(30))
        self.explainer = DraftExplainer(tenants: tenants, pipeline: self.pipeline, assembly: assembly)
        self.admin = try await Operator.insertAdmin("admin", in: database)
        _ = try await tenants.apply([try self.document()], by: self.admin, dryRun: false)
        let loader = SnapshotLoader(database: database, assembly: assembly, logger: logger)
        self.snapshots.publish(try await loader.load(after: .empty, isFirst: true))
    }

    /// A document of the tenant; without `tables` it is the one that is applied.
    func document(
        tables: String = #"["contact"]"#,
        url: String? = nil,
        target: String = "+35853445657"
    ) throws -> TenantDocument {
        // Where the secret of a draft belongs is looked at later.
        let reader = TenantDocumentReader(secrets: .inlineOnly, egress: url == nil ? self.egress : nil)
        let url = url ?? "https://127.0.0.1:\(self.simulator.port)"
        let text = """
            { "apiVersion": "hookswitch/v1", "kind": "Tenant", "slug": "acme", "name": "Acme", "region": "FI",
              "dataverse": { "url": "\(url)", "tables": \(tables) },
              "entra": { "tenant": "\(VerificationWorld.directory)", "clientId": "\(VerificationWorld.client)",
                "credential": { "secret": { "value": "\(VerificationWorld.secret)" } } },
              "pools": [ { "number": "+35840675644", "name": "Sales", "rules": [
                  { "name": "R", "when": { "caller": "known" }, "target": "\(target)" } ] } ] }
            """
        return try #require(try reader.read(text).first)
    }

    /// Explains a call under a draft.
    func explain(_ draft: TenantDocument, from: String, _ source: CallQuestion.Source = .live) async throws
        -> CallExplanation
    {
        let question = CallQuestion(from: from, to: "+35840675644", source: source)
        return try #require(try await self.explainer.explain("acme", as: draft, question, for: self.admin))
    }

    /// Explains a call under the document that is applied.
    func explainApplied(from: String) async throws -> CallExplanation {
        let question = CallQuestion(from: from, to: "+35840675644")
        return try #require(await CallExplainer(pipeline: self.pipeline).explain("acme", question, for: self.admin))
    }
}
