import Glibc
import Synchronization
import Testing

@testable import Dynamics

@Suite struct NameResolverTests {
    private let start = ContinuousClock.now

    private func endpoint(_ host: String, isAllowed: Bool = false) -> Endpoint {
        Endpoint(host: host, port: 443, isExplicitlyAllowed: isAllowed)
    }

    private func address(_ text: String) throws -> NetworkAddress { try #require(NetworkAddress(text)) }

    /// Far off, where the time is not the matter: on a busy machine seconds pass before a thread gets its turn.
    private var deadline: ContinuousClock.Instant { .now + .seconds(60) }

    @Test func privateAddressesAreDroppedOrDenied() async throws {
        let lookup: NameResolver.Lookup = { name in
            let texts = name == "mixed.example" ? ["10.0.0.1", "8.8.8.8", "::ffff:127.0.0.1"] : ["169.254.169.254"]
            return texts.compactMap { NetworkAddress($0) }
        }
        let resolver = NameResolver(lookup: lookup)
        defer { resolver.shutdown() }

        #expect(
            try await resolver.addresses(of: self.endpoint("mixed.example"), deadline: self.deadline) == [
                self.address("8.8.8.8")
            ]
        )
        await #expect(throws: DynamicsError.egressDenied(.privateAddress)) {
            try await resolver.addresses(of: self.endpoint("rebound.example"), deadline: self.deadline)
        }
        await #expect(throws: DynamicsError.egressDenied(.privateAddress)) {
            try await resolver.addresses(of: self.endpoint("127.0.0.1"), deadline: self.deadline)
        }
        let allowed = try await resolver.addresses(
            of: self.endpoint("rebound.example", isAllowed: true),
            deadline: self.deadline
        )
        #expect(allowed == [try self.address("169.254.169.254")])
    }

    @Test func aThousandAddressesBecomeEight() async throws {
        let resolver = NameResolver(lookup: { _ in
            (0..<1_000).compactMap { NetworkAddress("8.8.\($0 / 250).\($0 % 250)") }
        })
        defer { resolver.shutdown() }

        let addresses = try await resolver.addresses(of: self.endpoint("many.example"), deadline: self.deadline)

        #expect(addresses.count == 8)
    }

    @Test func deadNamesHoldUpNobodyElse() async throws {
        let gate = Mutex(false)
        let resolver = NameResolver(lookup: { name in
            if name.hasPrefix("dead") {
                while !gate.withLock({ $0 }) { usleep(1_000) }
                return nil
            }
            return [NetworkAddress("8.8.8.8")].compactMap(\.self)
        })
        defer {
            gate.withLock { $0 = true }
            resolver.shutdown()
        }
        for index in 0..<3 {
            for _ in 0..<5 {
                await #expect(throws: DynamicsError.timeout(.nameResolution)) {
                    try await resolver.addresses(
                        of: self.endpoint("dead\(index).example"),
                        deadline: .now + .milliseconds(20)
                    )
                }
            }
        }

        let addresses = try await resolver.addresses(of: self.endpoint("alive.example"), deadline: self.deadline)

        #expect(addresses.count == 1)
    }

    @Test func entraWaitsForNoTenantsName() async throws {
        let gate = Mutex(false)
        let resolver = NameResolver(lookup: { name in
            guard name.hasPrefix("dead") else { return [NetworkAddress("8.8.8.8")].compactMap(\.self) }
            while !gate.withLock({ $0 }) { usleep(1_000) }
            return nil
        })
        defer {
            gate.withLock { $0 = true }
            resolver.shutdown()
        }
        // More than there are threads, and none of them known to be slow yet.
        for index in 0..<10 {
            await #expect(throws: DynamicsError.timeout(.nameResolution)) {
                try await resolver.addresses(
                    of: self.endpoint("dead\(index).example"),
                    deadline: .now + .milliseconds(5)
                )
            }
        }

        let endpoint = self.endpoint("login.microsoftonline.com")
        let addresses = try await resolver.addresses(of: endpoint, deadline: self.deadline)

        #expect(addresses.count == 1)
    }

    @Test func aNameIsAskedForOnceByAll() async throws {
        let count = Mutex(0)
        let resolver = NameResolver(lookup: { _ in
            count.withLock { $0 += 1 }
            usleep(20_000)
            return [NetworkAddress("8.8.8.8")].compactMap(\.self)
        })
        defer { resolver.shutdown() }

        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    _ = try await resolver.addresses(of: self.endpoint("one.example"), deadline: self.deadline)
                }
            }
            try await group.waitForAll()
        }

        #expect(count.withLock { $0 } == 1)
    }

    @Test func addressesLiveAMinuteAndServeForADayWhenTheNameFails() throws {
        var cache = NameCache()
        let good = [try self.address("8.8.8.8")]
        #expect(cache.requested("a", at: self.start) == .wait(begin: .quick, lastGood: nil))
        #expect(cache.requested("a", at: self.start) == .wait(begin: nil, lastGood: nil))
        cache.answered("a", .addresses(good), after: .zero, at: self.start)
        #expect(cache.requested("a", at: self.start + .seconds(59)) == .answer(.addresses(good)))
        #expect(cache.requested("a", at: self.start + .seconds(60)) == .wait(begin: .quick, lastGood: good))

        cache.answered("a", .failed, after: .seconds(2), at: self.start + .seconds(61))

        #expect(cache.requested("a", at: self.start + .seconds(62)) == .answer(.addresses(good)))
        #expect(cache.requested("a", at: self.start + .seconds(66)) == .wait(begin: .slow, lastGood: good))
        cache.answered("a", .failed, after: .zero, at: self.start + .seconds(66))
        #expect(cache.requested("a", at: self.start + .seconds(76)) == .wait(begin: .quick, lastGood: good))
        cache.answered("a", .failed, after: .zero, at: self.start + .seconds(86_401))
        #expect(cache.requested("a", at: self.start + .seconds(86_402)) == .answer(.failed))
    }

    @Test func failuresAreBelievedForFiveToThirtySeconds() {
        var cache = NameCache()
        var now = self.start
        for lifetime in [5, 10, 20, 30, 30] {
            _ = cache.requested("a", at: now)
            cache.answered("a", .failed, after: .seconds(3), at: now)
            #expect(cache.requested("a", at: now + .seconds(lifetime - 1)) == .answer(.failed))
            now += .seconds(lifetime)
        }
    }

    @Test func aNameThatTurnsToAPrivateNetworkLosesItsAddresses() throws {
        var cache = NameCache()
        _ = cache.requested("a", at: self.start)
        cache.answered("a", .addresses([try self.address("8.8.8.8")]), after: .zero, at: self.start)
        _ = cache.requested("a", at: self.start + .seconds(60))

        cache.answered("a", .forbidden, after: .zero, at: self.start + .seconds(60))

        #expect(cache.requested("a", at: self.start + .seconds(61)) == .answer(.forbidden))
        #expect(cache.requested("a", at: self.start + .seconds(66)) == .wait(begin: .quick, lastGood: nil))
    }

    @Test func theCacheStaysBounded() {
        var cache = NameCache()
        for index in 0..<(NameCache.maximumNameCount + 5) {
            _ = cache.requested("\(index)", at: self.start + .milliseconds(index))
            cache.answered("\(index)", .failed, after: .zero, at: self.start + .milliseconds(index))
        }

        #expect(cache.requested("0", at: self.start + .seconds(12)) == .wait(begin: .quick, lastGood: nil))
    }
}
