import Foundation
import Routing
import Testing

@testable import Hookswitch

@Suite struct CallerCacheTests {
    /// A cache of four callers, in a budget of its own.
    struct Bundle {
        let budget: CacheBudget
        let cache: CallerCache
        let start = ContinuousClock.now

        init(tenantCount: Int = 4, totalCount: Int = 100) {
            var limits = CallerCacheLimits()
            limits.maximumTenantCount = tenantCount
            self.budget = CacheBudget(maximumCount: totalCount)
            self.cache = CallerCache(limits: limits, budget: self.budget)
        }

        func number(_ index: Int) throws -> PhoneNumber {
            try PhoneNumber(parsing: "+35850\(1_000_000 + index)")
        }

        func remember(_ index: Int, _ fact: CallFacts.Caller = .known(.contact), after: Duration = .zero) throws {
            let identity = CallerIdentity(digest: [], mask: "", sealed: nil)
            self.cache.remember(fact, of: try self.number(index), as: identity, at: self.start + after)
        }

        func isRemembered(_ index: Int, after: Duration) throws -> Bool {
            self.cache.find(try self.number(index), at: self.start + after) != nil
        }
    }

    @Test func aLookupThatWasUnderWayDoesNotBringBackACallerWhoWasForgotten() throws {
        let bundle = Bundle()
        let identities = [[1], [2]].map { CallerIdentity(digest: $0, mask: "", sealed: nil) }
        let remember = { (index: Int, after: Duration) in
            bundle.cache.remember(
                .known(.contact),
                of: try bundle.number(index),
                as: identities[index],
                at: bundle.start + after
            )
        }
        try remember(0, .zero)

        bundle.cache.forget([[1]], at: bundle.start)
        try remember(0, .seconds(4))
        try remember(1, .seconds(4))

        #expect(try !bundle.isRemembered(0, after: .seconds(4)))
        #expect(try bundle.isRemembered(1, after: .seconds(4)))
        #expect(bundle.budget.used == 1)
        // What the caller does later is remembered again.
        try remember(0, .seconds(10))
        #expect(try bundle.isRemembered(0, after: .seconds(10)))
    }

    @Test func whatWasFoundIsRememberedForItsTime() throws {
        let bundle = Bundle()
        try bundle.remember(1)
        try bundle.remember(2, .unknown)

        #expect(bundle.cache.find(try bundle.number(1), at: bundle.start + .seconds(299))?.fact == .known(.contact))
        #expect(bundle.cache.find(try bundle.number(1), at: bundle.start + .seconds(300)) == nil)
        #expect(bundle.cache.find(try bundle.number(2), at: bundle.start + .seconds(29))?.fact == .unknown)
        #expect(bundle.cache.find(try bundle.number(2), at: bundle.start + .seconds(30)) == nil)
    }

    @Test(arguments: [CallFacts.Caller.unavailable(.timeout), .notSought, .withheld])
    func failuresAreNotRemembered(_ fact: CallFacts.Caller) throws {
        let bundle = Bundle()
        try bundle.remember(1, fact)

        #expect(bundle.cache.find(try bundle.number(1), at: bundle.start) == nil)
    }

    @Test func anErasedCallerIsForgottenInBothGenerationsAndOthersAreNot() throws {
        let bundle = Bundle(tenantCount: 4)
        for index in 0..<4 {
            let identity = CallerIdentity(digest: [UInt8(index)], mask: "", sealed: nil)
            bundle.cache.remember(.known(.contact), of: try bundle.number(index), as: identity, at: bundle.start)
        }
        let used = bundle.budget.used

        bundle.cache.forget([[1], [2], [9]])

        #expect(try (0..<4).map { try bundle.isRemembered($0, after: .zero) } == [true, false, false, true])
        #expect(bundle.budget.used == used - 2)
    }

    @Test func itNeverHoldsMoreThanItMay() throws {
        let bundle = Bundle(tenantCount: 100, totalCount: 1000)

        for index in 0..<10_000 { try bundle.remember(index) }

        #expect(bundle.budget.used <= 100)
        #expect(bundle.cache.find(try bundle.number(9999), at: bundle.start) != nil)
        #expect(bundle.cache.find(try bundle.number(0), at: bundle.start) == nil)
    }

    @Test func whoCallsOftenStays() throws {
        let bundle = Bundle(tenantCount: 10)
        try bundle.remember(0)

        for index in 1..<100 {
            try bundle.remember(index)
            #expect(bundle.cache.find(try bundle.number(0), at: bundle.start) != nil)
        }
    }

    @Test func oneTenantsCacheDoesNotPushOutAnothers() throws {
        let bundle = Bundle(tenantCount: 1000, totalCount: 100)
        try bundle.remember(0)
        var limits = CallerCacheLimits()
        limits.maximumTenantCount = 1000
        let greedy = CallerCache(limits: limits, budget: bundle.budget)

        for index in 1..<5000 {
            let identity = CallerIdentity(digest: [], mask: "", sealed: nil)
            greedy.remember(.unknown, of: try bundle.number(index), as: identity, at: bundle.start)
        }

        #expect(bundle.cache.find(try bundle.number(0), at: bundle.start) != nil)
        #expect(bundle.budget.used <= 101)
    }

    @Test func whatIsOverIsDroppedWhenItIsLookedFor() throws {
        let bundle = Bundle(tenantCount: 100)
        for index in 0..<3 { try bundle.remember(index) }

        #expect(try !bundle.isRemembered(0, after: .seconds(300)))
        #expect(bundle.budget.used == 2)
        #expect(try !bundle.isRemembered(0, after: .seconds(300)))
        #expect(bundle.budget.used == 2)
    }

    @Test func aQuietTenantsCallersLeaveWhenTheirTimeIsOver() throws {
        let bundle = Bundle(tenantCount: 100, totalCount: 100)
        for index in 0..<60 { try bundle.remember(index, after: .seconds(index)) }
        for index in 60..<80 { try bundle.remember(index, .unknown) }

        bundle.budget.sweep(at: bundle.start + .seconds(300))
        let usedBefore = bundle.budget.used
        #expect(try bundle.isRemembered(59, after: .seconds(358)))
        bundle.budget.sweep(at: bundle.start + .seconds(360))

        #expect(usedBefore > 0)
        #expect(bundle.budget.used == 0)
    }

    @Test func quietTenantsLeaveRoomForBusyOnes() throws {
        let bundle = Bundle(tenantCount: 100, totalCount: 100)
        for index in 0..<100 { try bundle.remember(index) }
        var limits = CallerCacheLimits()
        limits.maximumTenantCount = 100
        let busy = CallerCache(limits: limits, budget: bundle.budget)
        let later = bundle.start + .seconds(301)

        bundle.budget.sweep(at: later)
        for index in 0..<40 {
            let identity = CallerIdentity(digest: [], mask: "", sealed: nil)
            busy.remember(.known(.contact), of: try bundle.number(index), as: identity, at: later)
        }

        #expect(bundle.budget.used == 40)
        for index in 0..<40 { #expect(busy.find(try bundle.number(index), at: later) != nil) }
    }

    @Test func aSteadyTenantKeepsNobodyLongerThanTwiceTheTime() throws {
        let bundle = Bundle(tenantCount: 10_000, totalCount: 10_000)

        // A caller a second, each of whom calls once: 300 hold at any time.
        for second in 0..<5000 {
            try bundle.remember(second, after: .seconds(second))
            #expect(bundle.budget.used <= 601)
        }

        #expect(try bundle.isRemembered(4701, after: .seconds(4999)))
        #expect(bundle.budget.used >= 300)
    }

    @Test func whoIsUsedStaysThroughEveryAgeing() throws {
        let bundle = Bundle(tenantCount: 10_000, totalCount: 10_000)

        for second in 0..<2000 {
            if second % 290 == 0 { try bundle.remember(-1, after: .seconds(second)) }
            try bundle.remember(second, .unknown, after: .seconds(second))
            #expect(try bundle.isRemembered(-1, after: .seconds(second)))
        }
    }

    @Test func theCountIsThatOfWhatIsRemembered() throws {
        let bundle = Bundle(tenantCount: 50, totalCount: 40)
        var random = SystemRandomNumberGenerator()
        var now = Duration.zero
        for _ in 0..<5000 {
            now += .seconds(Int.random(in: 0..<20, using: &random))
            let index = Int.random(in: 0..<100, using: &random)
            switch Int.random(in: 0..<10, using: &random) {
            case 0: bundle.budget.sweep(at: bundle.start + now)
            case 1..<5: _ = try bundle.isRemembered(index, after: now)
            default: try bundle.remember(index, Bool.random() ? .unknown : .known(.lead), after: now)
            }
            #expect(bundle.budget.used >= 0 && bundle.budget.used <= 50)
        }

        bundle.budget.sweep(at: bundle.start + now + .seconds(301))

        #expect(bundle.budget.used == 0)
    }

    @Test func aCacheThatIsGoneGivesItsRoomBack() throws {
        let budget = CacheBudget(maximumCount: 100)
        var cache: CallerCache? = CallerCache(limits: CallerCacheLimits(), budget: budget)
        let identity = CallerIdentity(digest: [], mask: "", sealed: nil)
        cache?.remember(.unknown, of: try PhoneNumber(parsing: "+358501234567"), as: identity, at: .now)
        #expect(budget.used == 1)

        cache = nil

        #expect(budget.used == 0)
        budget.sweep(at: .now)
    }
}
