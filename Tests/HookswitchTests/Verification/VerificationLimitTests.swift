import Foundation
import Testing

@testable import Hookswitch

/// How verifications wait for each other.
@Suite struct VerificationLimitTests {
    /// A place in the queue, which has room. A macro cannot take what changes.
    private static func enter(_ host: String, _ queue: inout VerificationQueue) throws -> VerificationQueue.Ticket {
        let ticket = queue.enter(host, by: UUID())
        return try #require(ticket)
    }

    @Test func oneAtATimeOfEachHostInTheOrderOfAsking() throws {
        var queue = VerificationQueue()
        let first = try Self.enter("a", &queue)
        let second = try Self.enter("a", &queue)
        let other = try Self.enter("b", &queue)

        let firstBegins = queue.begin(first)
        #expect(firstBegins)
        let secondBegins = queue.begin(second)
        #expect(!secondBegins)
        let otherBegins = queue.begin(other)
        #expect(otherBegins, "another host is no reason to wait")
        queue.leave(first)
        let third = try Self.enter("a", &queue)
        let thirdBegins = queue.begin(third)
        #expect(!thirdBegins, "who asked first goes first")
        let secondBeginsLater = queue.begin(second)
        #expect(secondBeginsLater)
    }

    @Test func fewAtOnceInAll() throws {
        var queue = VerificationQueue()
        let tickets = try (0...VerificationQueue.maximumCount).map { try Self.enter("host \($0)", &queue) }

        let begun = tickets.map { queue.begin($0) }

        #expect(begun == Array(repeating: true, count: VerificationQueue.maximumCount) + [false])
        queue.leave(tickets[0])
        let lastBegins = queue.begin(tickets[VerificationQueue.maximumCount])
        #expect(lastBegins)
    }

    @Test func whoGaveUpHoldsNobodyUp() throws {
        var queue = VerificationQueue()
        let first = try Self.enter("a", &queue)
        let second = try Self.enter("a", &queue)
        let third = try Self.enter("a", &queue)
        _ = queue.begin(first)

        queue.leave(second)
        queue.leave(first)

        let thirdBegins = queue.begin(third)
        #expect(thirdBegins)
    }

    @Test func theQueueHasAnEnd() throws {
        var queue = VerificationQueue()
        for _ in 0..<VerificationQueue.maximumWaitingCount { _ = try Self.enter("a", &queue) }

        let refused = queue.enter("b", by: UUID())
        #expect(refused == nil)
    }

    @Test func oneTokenLeavesPlacesToOthers() throws {
        var queue = VerificationQueue()
        let token = UUID()
        let asked = (0..<10).map { queue.enter("host \($0)", by: token) }
        let other = queue.enter("b", by: UUID())

        #expect(asked.compactMap(\.self).count == VerificationQueue.maximumWaitingCountPerToken)
        #expect(other != nil)
        let first = try #require(asked[0])
        let begins = queue.begin(first)
        let next = queue.enter("c", by: token)
        #expect(begins && next != nil, "what is under way waits no longer")
    }

    @Test func aPlaceIsGivenBackWithItsVerification() async throws {
        let limit = VerificationLimit()
        var place = try await limit.enter("a", by: UUID())
        #expect(place != nil)
        #expect(limit.runningCount == 1)
        #expect(try await limit.enter("a", by: UUID(), patience: .milliseconds(120)) == nil)

        place = nil

        #expect(limit.runningCount == 0)
        #expect(try await limit.enter("a", by: UUID(), patience: .zero) != nil)
    }

    @Test func aVerificationHoldsItsPlaceUntilItEnds() async throws {
        let limit = VerificationLimit()
        let step = ProbeStep("step") { _ in
            limit.runningCount == 1 ? .ok("alone") : .skipped("\(limit.runningCount) under way")
        }

        for _ in 0..<3 {
            let place = try #require(try await limit.enter("a", by: UUID(), patience: .zero))
            let result = try await Verification(steps: [step], place: place).run()
            #expect(result.probes.map(\.finding) == ["alone"])
        }
    }
}
