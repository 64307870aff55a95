import Testing

@testable import AdminPlane

@Suite struct RateTableTests {
    private static let policy = RatePolicy(name: "test", burst: 2, interval: .seconds(10))
    private let start = ContinuousClock.now

    @Test func keysDoNotCostEachOtherAnything() {
        var table = RateTable<String>(policy: Self.policy, maximumCount: 10)
        for _ in 1...3 { _ = table.take("a", at: self.start) }

        #expect(table.take("a", at: self.start).retryAfter == .seconds(10))
        #expect(table.take("b", at: self.start).retryAfter == nil)
    }

    @Test func tableIsBoundedAndTheRestShareOneRate() {
        var table = RateTable<Int>(policy: Self.policy, maximumCount: 100)

        let granted = (0..<10_000).filter { table.take($0, at: self.start).retryAfter == nil }

        #expect(table.count == 100)
        #expect(granted.count == 102)
        #expect(table.take(5, at: self.start).retryAfter == nil, "who has an entry keeps it")
    }

    @Test func roomIsMadeOfThoseFromWhichNothingIsTaken() {
        var table = RateTable<Int>(policy: Self.policy, maximumCount: 2)
        for key in 0..<2 { _ = table.take(key, at: self.start) }
        _ = table.take(1, at: self.start + .seconds(9))

        let later = self.start + .seconds(11)
        for _ in 1...2 { #expect(table.take(2, at: later).retryAfter == nil) }

        #expect(table.count == 2)
        #expect(table.take(2, at: later).retryAfter != nil, "it has an entry of its own")
    }

    @Test func whatIsGivenBackWasNeverTaken() {
        var table = RateTable<String>(policy: Self.policy, maximumCount: 1)
        for _ in 1...50 {
            #expect(table.take("a", at: self.start).retryAfter == nil)
            table.giveBack("a")
            #expect(table.take("shares", at: self.start).retryAfter == nil)
            table.giveBack("shares")
        }
    }
}
