import Foundation
import HookswitchTesting
import Logging
import Routing
import Synchronization

@testable import Hookswitch

/// The tenants of a test: one whose calls are decided at once, one that proves itself by Basic, one that asks for no
/// proof, and one whose calls are sought until the test lets them go. None has a CRM that answers, so a call that was sought
/// gets the default route.
struct TestTenants: Sendable {
    /// Holds the calls that are sought.
    final class Search: Sendable {
        private let gate: AsyncStream<Void>
        private let continuation: AsyncStream<Void>.Continuation
        private let began = Mutex(0)

        init() {
            (self.gate, self.continuation) = AsyncStream.makeStream()
        }

        /// How many calls are or were sought.
        var beganCount: Int {
            self.began.withLock { $0 }
        }

        /// Lets one call go on.
        func letGo() {
            self.continuation.yield()
        }

        func wait() async {
            self.began.withLock { $0 += 1 }
            for await _ in self.gate { return }
        }
    }

    static let key = "canary-key-0123456789abcdef"
    static let otherKey = "canary-key-fedcba9876543210"
    static let user = "hook:canary-password"
    private static let keyDigest = "f496dc6c7ceaa7d33e67d617a93164d5f8b0967166f9e3c3db926105238fe191"
    private static let otherKeyDigest = "94c960a30abc5c66c1d17d01d913be960575c5373855f3c9b29a211d5e42e36a"
    private static let userDigest = "a9630c41320973e4a55eb82f05e605012c9806cf170fc56c78976231a71e7598"

    let routed: EndpointID
    let basic: EndpointID
    let open: EndpointID
    let sought: EndpointID
    let search = Search()
    let spool: Spool
    let pipeline: DecisionPipeline

    /// - Parameters:
    ///   - directory: Where the spool is.
    ///   - deadline: How long a call may take.
    init(directory: String, deadline: Duration) throws {
        let keys = [Self.keyDigest, Self.otherKeyDigest].map(Self.bytes)
        let routed = try Self.tenant("routed", .apiKey, keys, pools: Self.pools)
        let basic = try Self.tenant("basic", .basic, [Self.bytes(Self.userDigest)], pools: Self.pools)
        let open = try Self.tenant("open", .none, [], pools: Self.pools)
        let sought = try Self.tenant("sought", .apiKey, keys, pools: Self.poolThatAsks)
        let tenants = [routed, basic, open, sought]
        self.routed = routed.endpoint
        self.basic = basic.endpoint
        self.open = open.endpoint
        self.sought = sought.endpoint
        let snapshots = SnapshotSource()
        snapshots.publish(
            Snapshot(
                tenants: Dictionary(tenants.map { ($0.scope.tenantID, $0) }, uniquingKeysWith: { first, _ in first }),
                readAt: .now
            )
        )
        self.pipeline = DecisionPipeline(snapshots: snapshots, deadline: deadline)
        self.spool = try Spool.open(directory: directory, laneCount: 2, logger: Logger(label: "test"))
    }

    /// How many decisions were written.
    var recordCount: Int {
        self.spool.statistics.spooledCount
    }

    /// Calls in the pool …644 go to …657; the pool …600 sends none anywhere, and others are unknown.
    private static let pools = """
        - {number: "+35840675644", name: Sales, rules: [], otherwise: "+35853445657"}
        - {number: "+35840675600", name: Empty, rules: [], otherwise: default}
        """

    private static let poolThatAsks = """
        - number: "+35840675644"
          name: Sales
          rules: [{name: Known, when: {caller: known}, target: "+35853445657"}]
          otherwise: default
        """

    private static func tenant(
        _ slug: String,
        _ authentication: WebhookAuthentication,
        _ digests: [[UInt8]],
        pools: String
    ) throws -> ServedTenant {
        let text = """
            apiVersion: hookswitch/v1
            kind: Tenant
            slug: \(slug)
            name: Test
            region: FI
            dataverse: {url: "https://test.crm4.dynamics.com", lookup: live, tables: [contact]}
            entra: {tenant: test.example, clientId: 91bd3f0e-0000-4000-8000-000000000002}
            webhook: {authentication: \(authentication.rawValue)}
            pools:
            \(pools)
            """
        let reader = TenantDocumentReader(secrets: .inlineOnly, egress: nil)
        guard let document = try reader.read(text).first else { throw DocumentRefusal(issues: []) }
        let tenantID = TenantID(UUID())
        let keyID = UUID()
        var random = SystemRandomNumberGenerator()
        return ServedTenant(
            scope: TenantScope(authenticated: tenantID),
            slug: slug,
            revision: 1,
            version: 1,
            status: .active,
            endpoint: EndpointID(random: &random),
            lock: WebhookLock(authentication: authentication, digests: digests),
            document: document,
            directory: TenantDirectory(
                settings: TenantDirectory.Settings(
                    dataverseURL: document.dataverseURL,
                    tables: document.tables,
                    fallback: document.fallback,
                    region: document.region,
                    credential: nil,
                    dataKeyID: keyID
                ),
                access: .open(try UnreachableDirectory.make()),
                key: TenantKey([UInt8](repeating: 7, count: 32), tenantID: tenantID, dataKeyID: keyID),
                cache: CallerCache(limits: CallerCacheLimits(), budget: CacheBudget(maximumCount: 100))
            )
        )
    }

    /// The bytes of a digest in hexadecimal, as `sha256sum` prints it.
    private static func bytes(_ digest: String) -> [UInt8] {
        digest.compactMap(\.hexDigitValue).chunks.map { UInt8($0.0 * 16 + $0.1) }
    }
}

extension [Int] {
    fileprivate var chunks: [(Int, Int)] {
        stride(from: 0, to: self.count - 1, by: 2).map { (self[$0], self[$0 + 1]) }
    }
}
