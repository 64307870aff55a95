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

        func remember(_ index: Int, _ fact: CallFacts.Caller = .known(.contact)) throws {
            let identity = CallerIdentity(digest: [], mask: "", sealed: nil)
            self.cache.remember(fact, of: try self.number(index), as: identity, at: self.start)
        }
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
}
