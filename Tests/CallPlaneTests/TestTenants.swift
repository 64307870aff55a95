import Crypto
import Foundation
import Hookswitch
import Routing
import Synchronization

/// The tenants of a test: one whose calls are decided at once, one that proves itself by Basic, one that asks for no
/// proof, and one whose calls are sought until the test lets them go.
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

    let routed = EndpointID.forTest()
    let basic = EndpointID.forTest()
    let open = EndpointID.forTest()
    let sought = EndpointID.forTest()
    let search = Search()
    let spool: Spool
    let pipeline: DecisionPipeline

    init(onFlush: @escaping @Sendable () -> Void = {}) {
        let keys = [Self.key, Self.otherKey].map { Array(SHA256.hash(data: Array($0.utf8))) }
        let user = [Array(SHA256.hash(data: Array(Self.user.utf8)))]
        let search = self.search
        self.spool = Spool(onFlush: onFlush)
        func tenant(_ slug: String, seek: (@Sendable () async -> Void)? = nil) -> ServedTenant {
            ServedTenant(slug: slug, tenantID: TenantID(UUID()), rulebook: Self.rulebook, seek: seek)
        }
        let snapshot = Snapshot(hooks: [
            self.routed: Hook(authentication: .apiKey, digests: keys, tenant: tenant("routed")),
            self.basic: Hook(authentication: .basic, digests: user, tenant: tenant("basic")),
            self.open: Hook(authentication: .none, digests: [], tenant: tenant("open")),
            self.sought: Hook(
                authentication: .apiKey,
                digests: keys,
                tenant: tenant("sought", seek: { await search.wait() })
            ),
        ])
        self.pipeline = DecisionPipeline(snapshots: SnapshotSource(snapshot))
    }

    /// How many decisions were written.
    var recordCount: Int {
        self.spool.flushed.withLock { $0.count }
    }

    /// How many writes that took.
    var flushCount: Int {
        self.spool.flushCount.withLock { $0 }
    }

    /// Calls in the pool …644 go to …657; the pool …600 has no rule that fits, and others are unknown.
    private static var rulebook: Rulebook {
        guard let pool = try? PhoneNumber(parsing: "+35840675644"),
            let empty = try? PhoneNumber(parsing: "+35840675600"),
            let target = try? PhoneNumber(parsing: "+35853445657")
        else { return Rulebook(pools: []) }
        return Rulebook(pools: [
            Pool(number: pool, name: "Sales", rules: [], otherwise: .target(target)),
            Pool(number: empty, name: "Empty", rules: [], otherwise: .defaultRoute),
        ])
    }
}
