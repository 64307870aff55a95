import Testing

@testable import Hookswitch

/// How verifications wait for each other.
@Suite struct VerificationLimitTests {
    @Test func oneAtATimeOfEachHostInTheOrderOfAsking() throws {
        var queue = VerificationQueue()
        let first = try #require(queue.enter("a"))
        let second = try #require(queue.enter("a"))
        let other = try #require(queue.enter("b"))

        #expect(queue.begin(first))
        #expect(!queue.begin(second))
        #expect(queue.begin(other), "another host is no reason to wait")
        queue.leave(first)
        let third = try #require(queue.enter("a"))
        #expect(!queue.begin(third), "who asked first goes first")
        #expect(queue.begin(second))
    }

    @Test func fewAtOnceInAll() throws {
        var queue = VerificationQueue()
        let tickets = try (0...VerificationQueue.maximumCount).map { try #require(queue.enter("host \($0)")) }

        let begun = tickets.map { queue.begin($0) }

        #expect(begun == Array(repeating: true, count: VerificationQueue.maximumCount) + [false])
        queue.leave(tickets[0])
        #expect(queue.begin(tickets[VerificationQueue.maximumCount]))
    }

    @Test func whoGaveUpHoldsNobodyUp() throws {
        var queue = VerificationQueue()
        let first = try #require(queue.enter("a"))
        let second = try #require(queue.enter("a"))
        let third = try #require(queue.enter("a"))
        _ = queue.begin(first)

        queue.leave(second)
        queue.leave(first)

        #expect(queue.begin(third))
    }

    @Test func theQueueHasAnEnd() throws {
        var queue = VerificationQueue()
        for _ in 0..<VerificationQueue.maximumWaitingCount { _ = try #require(queue.enter("a")) }

        #expect(queue.enter("b") == nil)
    }

    @Test func aPlaceIsGivenBackWithItsVerification() async throws {
        let limit = VerificationLimit()
        var place = try await limit.enter("a")
        #expect(place != nil)
        #expect(limit.runningCount == 1)
        #expect(try await limit.enter("a", patience: .milliseconds(120)) == nil)

        place = nil

        #expect(limit.runningCount == 0)
        #expect(try await limit.enter("a", patience: .zero) != nil)
    }

    @Test func aVerificationHoldsItsPlaceUntilItEnds() async throws {
        let limit = VerificationLimit()
        let step = ProbeStep("step") { _ in
            limit.runningCount == 1 ? .ok("alone") : .skipped("\(limit.runningCount) under way")
        }

        for _ in 0..<3 {
            let place = try #require(try await limit.enter("a", patience: .zero))
            let result = try await Verification(steps: [step], place: place).run()
            #expect(result.probes.map(\.finding) == ["alone"])
        }
    }
}
